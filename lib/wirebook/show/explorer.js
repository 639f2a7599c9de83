// The explorer: bars, cells and names that filter each other, the sentences they count, and the article of each.
// Text is set as text; only the article is HTML, rendered and escaped by Python.

const TONES = [["negative", "▼ negative"], ["neutral", "● neutral"], ["positive", "▲ positive"]];
const VOICES = [["article", "own words"], ["quoted", "quoted"], ["reported", "reported"]];
const SIGNS = { negative: "▼", neutral: "●", positive: "▲" };
const PAGE = 20;
const MINUS = "\u2212";

function made(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = `wb-explore-${className}`;
  if (text !== undefined) element.textContent = text;
  return element;
}

function number(count) {
  return count.toLocaleString("en-GB");
}

function counted(count, noun) {
  return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function signed(score) {
  const text = Math.abs(score).toFixed(2);
  return score <= -0.005 ? MINUS + text : score >= 0.005 ? `+${text}` : text;
}

function pressable(key, label, pressed, act) {
  const button = made("button");
  button.type = "button";
  button.dataset.key = key;
  button.setAttribute("aria-label", label);
  button.title = label;
  button.setAttribute("aria-pressed", String(pressed));
  button.addEventListener("click", act);
  return button;
}

// One stop of the tab key a view; arrows, Home and End go through it. Focus survives that a view is drawn anew.
function fill(view, children) {
  const inside = view.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const stop = inside ?? view.dataset.stop;
  view.replaceChildren(...children);
  const buttons = [...view.querySelectorAll("button")];
  const kept = buttons.find((button) => button.dataset.key === stop) ?? buttons[0];
  for (const button of buttons) button.tabIndex = button === kept ? 0 : -1;
  if (inside !== undefined && kept) kept.focus();
}

function walk(view, across) {
  view.addEventListener("keydown", (event) => {
    const buttons = [...view.querySelectorAll("button")];
    const at = buttons.indexOf(event.target);
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across };
    let to = event.key in steps ? at + steps[event.key] : { Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    to = Math.min(Math.max(to, 0), buttons.length - 1);
    buttons[at].tabIndex = -1;
    buttons[to].tabIndex = 0;
    view.dataset.stop = buttons[to].dataset.key;
    buttons[to].focus();
  });
}

function group(name, className, across = 1) {
  const view = made("div", className);
  view.setAttribute("role", "group");
  view.setAttribute("aria-label", name);
  walk(view, across);
  return view;
}

function input(label, placeholder) {
  const field = document.createElement("input");
  field.type = "text";
  field.placeholder = placeholder;
  field.autocomplete = "off";
  field.setAttribute("aria-label", label);
  return field;
}

function section(title, ...parts) {
  const part = made("section");
  part.append(made("h4", "", title), ...parts);
  return part;
}

function sentence(item) {
  const text = made("p", "text");
  const line = document.createElement("strong");
  const characters = Array.from(item.text); // positions count code points
  let at = 0;
  for (const [start, end] of item.spans) {
    const mark = document.createElement("mark");
    mark.textContent = characters.slice(start, end).join("");
    line.append(characters.slice(at, start).join(""), mark);
    at = end;
  }
  line.append(characters.slice(at).join(""));
  text.append(item.before ? `${item.before} ` : "", line, item.after ? ` ${item.after}` : "");
  return text;
}

function render({ model, el }) {
  const root = made("section");
  root.className = "wb-explore";
  root.setAttribute("aria-label", "Explore the sentences");
  root.setAttribute("data-lm-suppress-shortcuts", "true"); // or JupyterLab takes the keys for commands of its own
  const status = made("p", "status");
  status.setAttribute("role", "status");
  const clear = made("button", "plain", "Show all");
  clear.type = "button";
  const message = made("p", "message");
  message.setAttribute("role", "alert");
  const top = made("div", "top");
  top.append(status, clear, message);

  const timeline = group("Sentences by time of publication", "timeline");
  const ends = made("div", "ends");
  ends.classList.add("wb-explore-note");
  const undated = made("p", "note");
  const since = input("Since: a year, month or day", "2025-11");
  const until = input("Until: a year, month or day", "2025-11-24");
  const range = made("div", "range");
  for (const [name, field] of [["Since", since], ["Until", until]]) {
    const label = document.createElement("label");
    label.append(name, field);
    range.append(label);
  }
  const seek = input("Find an actor by a part of the name", "Find an actor …");
  const actors = group("Actors", "bars");
  const grid = document.createElement("table");
  grid.className = "wb-explore-grid";
  grid.setAttribute("aria-label", "Tone of the sentences, by whose words they are");
  walk(grid, TONES.length + 1);
  const sources = group("Sources", "bars");
  const side = made("div", "side");
  const when = section("When published", timeline, ends, undated, range);
  side.append(section("Who is named", seek, actors), section("Tone, and whose words", grid));
  side.append(section("Source", sources));

  const list = made("ol", "list");
  list.setAttribute("aria-label", "Sentences");
  const back = made("button", "plain", "← Earlier sentences");
  const on = made("button", "plain", "More sentences →");
  const where = made("span", "note");
  const pages = made("nav", "pages");
  pages.setAttribute("aria-label", "Pages of sentences");
  pages.append(back, where, on);
  const found = made("div");
  found.append(list, pages);
  const close = made("button", "plain", "← Back to the sentences (Escape)");
  const reader = made("div", "reader");
  reader.tabIndex = 0;
  reader.setAttribute("role", "region");
  reader.setAttribute("aria-label", "Article");
  const reading = made("div");
  reading.hidden = true;
  reading.append(close, reader);
  for (const button of [back, on, close]) button.type = "button";
  const main = made("div", "main");
  main.append(found, reading);
  const body = made("div", "body");
  body.append(side, main);
  root.append(top, when, body);
  el.append(root);
  let opener = null; // the sentence whose article is open

  const choice = () => model.get("choice");
  const chosen = (name) => choice()[name] ?? [];

  function choose(change) {
    shut();
    model.set("choice", { ...choice(), ...change });
    model.save_changes();
  }

  function toggle(name, key) {
    const now = chosen(name);
    choose({ [name]: now.includes(key) ? now.filter((one) => one !== key) : [...now, key] });
  }

  function inRange(bar) {
    const { since: first, until: last } = choice();
    if (!first && !last) return false;
    return (!first || bar.begin >= first) && (!last || bar.end.slice(0, last.length) <= last);
  }

  function pick(bar, extend) {
    const { since: first, until: last } = choice();
    if (extend && first && last)
      choose({ since: bar.begin < first ? bar.begin : first, until: bar.end > last ? bar.end : last });
    else if (first === bar.begin && last === bar.end) choose({ since: "", until: "" });
    else choose({ since: bar.begin, until: bar.end });
  }

  function drawTimeline(views) {
    const most = Math.max(1, ...views.timeline.map((bar) => bar.count));
    fill(timeline, views.timeline.map((bar) => {
      const after = bar.gap ? ", after a time without articles" : "";
      const label = `${bar.label}: ${counted(bar.count, "sentence")}${after}`;
      const button = pressable(bar.begin, label, inRange(bar), (event) => pick(bar, event.shiftKey));
      const fillIn = document.createElement("i");
      fillIn.style.height = bar.count ? `${Math.max(3, (100 * bar.count) / most)}%` : "0";
      button.append(fillIn);
      if (bar.gap) button.classList.add("wb-explore-gap");
      return button;
    }));
    const bars = views.timeline;
    ends.replaceChildren(...(bars.length ? [bars[0], bars[bars.length - 1]] : []).map((bar) => made("span", "", bar.label)));
    timeline.hidden = !bars.length;
    undated.textContent = views.undated
      ? `Not in the bars: ${counted(views.undated, "sentence")} of articles without a date that says the ${views.every}.`
      : "";
    if (document.activeElement !== since) since.value = choice().since ?? "";
    if (document.activeElement !== until) until.value = choice().until ?? "";
  }

  function drawBars(view, name, items, none) {
    const most = Math.max(1, ...items.map((item) => item.count));
    fill(view, items.map((item) => {
      const label = `${item.label}: ${counted(item.count, "sentence")}`;
      const button = pressable(item.key, label, chosen(name).includes(item.key), () => toggle(name, item.key));
      const fillIn = document.createElement("i");
      fillIn.style.width = `${(100 * item.count) / most}%`;
      button.append(fillIn, made("b", "", item.label), made("span", "", number(item.count)));
      return button;
    }));
    if (!items.length) view.append(made("p", "note", none));
  }

  function head(name, key, label) {
    const cell = document.createElement("th");
    cell.scope = name === "tones" ? "col" : "row";
    const button = pressable(`${name}:${key}`, `${label}, all`, chosen(name).includes(key), () => toggle(name, key));
    button.append(label);
    cell.append(button);
    return cell;
  }

  function drawGrid(views) {
    const most = Math.max(1, ...views.grid.flat());
    const first = document.createElement("tr");
    const corner = document.createElement("td");
    const reset = pressable("all", "All tones and voices", false, () => choose({ tones: [], voices: [] }));
    reset.removeAttribute("aria-pressed");
    reset.textContent = "all";
    corner.style.setProperty("--share", "0");
    corner.append(reset);
    first.append(corner, ...TONES.map(([key, label]) => head("tones", key, label)));
    const lines = VOICES.map(([voice, name], row) => {
      const line = document.createElement("tr");
      line.append(head("voices", voice, name));
      TONES.forEach(([tone], column) => {
        const count = views.grid[row][column];
        const only = (field, key) => chosen(field).length === 1 && chosen(field)[0] === key;
        const pressed = only("tones", tone) && only("voices", voice);
        const cell = document.createElement("td");
        cell.style.setProperty("--share", String(count / most));
        const button = pressable(`${voice}:${tone}`, `${tone}, ${name}: ${counted(count, "sentence")}`, pressed, () =>
          choose(pressed ? { tones: [], voices: [] } : { tones: [tone], voices: [voice] }),
        );
        button.append(number(count));
        cell.append(button);
        line.append(cell);
      });
      return line;
    });
    fill(grid, [first, ...lines]);
  }

  function drawViews() {
    const views = model.get("views");
    const whole = views.sentences === views.of;
    status.textContent = whole
      ? `All ${counted(views.of, "sentence")} in ${counted(views.of_articles, "article")}`
      : `${counted(views.sentences, "sentence")} of ${number(views.of)}, in ${counted(views.articles, "article")}`;
    clear.disabled = !Object.values(choice()).some((value) => value.length);
    drawTimeline(views);
    drawBars(actors, "actors", views.actors, "No actor is named so.");
    drawGrid(views);
    drawBars(sources, "sources", views.sources, "No source is stated.");
    drawPages();
  }

  function drawRows() {
    list.replaceChildren(...model.get("rows").map((item) => {
      const line = document.createElement("li");
      const meta = made("div", "meta");
      const open = made("button", "open", item.title);
      open.type = "button";
      open.title = "Open the article";
      open.addEventListener("click", () => read(item, open));
      meta.append(open, made("span", "", item.about));
      if (item.tone) meta.append(made("span", "", `${SIGNS[item.tone]} ${item.tone} ${signed(item.score)}`));
      line.append(meta, sentence(item));
      return line;
    }));
    if (!model.get("rows").length) list.append(made("li", "note", "No sentence fits. Take a choice back, or show all."));
    drawPages();
  }

  function drawPages() {
    const start = model.get("start");
    const total = model.get("views").sentences;
    pages.hidden = total <= PAGE;
    back.disabled = start === 0;
    on.disabled = start + PAGE >= total;
    where.textContent = `${number(start + 1)} to ${number(Math.min(start + PAGE, total))} of ${number(total)}`;
  }

  function turn(by) {
    model.set("start", Math.max(0, model.get("start") + by));
    model.save_changes();
  }

  function read(item, button) {
    opener = { item, button };
    if (model.get("opened") === item.article_id && model.get("article")) drawArticle();
    model.set("opened", item.article_id);
    model.save_changes();
  }

  function drawArticle() {
    const html = model.get("article");
    if (!html || !opener) return;
    reader.innerHTML = html;
    found.hidden = true;
    reading.hidden = false;
    const here = reader.querySelectorAll(".wb-sentence")[opener.item.sentence];
    if (here) {
      here.classList.add("wb-here");
      reader.scrollTop = Math.max(0, here.offsetTop - reader.offsetTop - 120);
    }
    close.focus();
  }

  function shut() {
    if (reading.hidden) return;
    reading.hidden = true;
    found.hidden = false;
    opener?.button.focus();
    opener = null;
  }

  function drawMessage() {
    message.textContent = model.get("message");
  }

  clear.addEventListener("click", () => {
    seek.value = "";
    model.set("sought", "");
    choose({ since: "", until: "", sources: [], actors: [], tones: [], voices: [] });
  });
  back.addEventListener("click", () => turn(-PAGE));
  on.addEventListener("click", () => turn(PAGE));
  close.addEventListener("click", shut);
  since.addEventListener("change", () => choose({ since: since.value.trim() }));
  until.addEventListener("change", () => choose({ until: until.value.trim() }));
  let waiting;
  seek.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      model.set("sought", seek.value);
      model.save_changes();
    }, 120);
  });
  seek.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") actors.querySelector("button")?.focus();
  });
  const fields = [
    [timeline, { since: "", until: "" }], [range, { since: "", until: "" }], [actors, { actors: [] }],
    [grid, { tones: [], voices: [] }], [sources, { sources: [] }],
  ];
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    if (!reading.hidden) return shut();
    const field = fields.find(([view]) => view.contains(event.target));
    if (field) choose(field[1]);
  });

  const listeners = [
    ["change:views", drawViews], ["change:choice", drawViews], ["change:rows", drawRows], ["change:start", drawPages],
    ["change:article", drawArticle], ["change:message", drawMessage],
  ];
  for (const [event, act] of listeners) model.on(event, act);
  drawViews();
  drawRows();
  drawMessage();
  return () => {
    for (const [event, act] of listeners) model.off(event, act);
  };
}

export default { render };
