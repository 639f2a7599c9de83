// The labelling widget: one sentence at a time, four choices, each with a key. Text is set as text, never as HTML.

const CHOICES = [
  { label: "negative", key: "1", sign: "▼", word: "negative" },
  { label: "neutral", key: "2", sign: "●", word: "neutral" },
  { label: "positive", key: "3", sign: "▲", word: "positive" },
  { label: "unclear", key: "4", sign: "?", word: "cannot say" },
];
const BACK = ["Backspace", "ArrowLeft"];

function made(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function sentence(item) {
  const line = made("strong", "wb-label-sentence");
  const characters = Array.from(item.text); // positions count code points
  let at = 0;
  for (const [start, end] of item.spans || []) {
    line.append(characters.slice(at, start).join(""), made("mark", "", characters.slice(start, end).join("")));
    at = end;
  }
  line.append(characters.slice(at).join(""));
  return line;
}

function question(item) {
  return item.actor ? `How does this sentence make ${item.actor} look?` : "How does this sentence make things look?";
}

function firstOpen(model) {
  const answers = model.get("answers");
  const open = model.get("items").findIndex((_, place) => !(place in answers));
  return open < 0 ? model.get("items").length : open;
}

function render({ model, el }) {
  let place = firstOpen(model);
  const root = made("section", "wb-label");
  root.tabIndex = 0;
  root.setAttribute("aria-label", "Label the tone of sentences");
  root.setAttribute("data-lm-suppress-shortcuts", "true"); // or JupyterLab takes the keys for commands of its own
  const progress = made("p", "wb-label-progress");
  progress.setAttribute("role", "status");
  const body = made("div", "wb-label-body");
  const choices = made("div", "wb-label-choices");
  const back = made("button", "wb-label-back", "← Back (Backspace)");
  const message = made("p", "wb-label-message");
  message.setAttribute("role", "alert");
  const buttons = CHOICES.map((choice) => {
    const button = made("button", `wb-label-${choice.label}`, `${choice.sign} ${choice.word} (${choice.key})`);
    button.type = "button";
    button.setAttribute("aria-keyshortcuts", choice.key);
    button.addEventListener("click", () => choose(choice.label));
    choices.append(button);
    return button;
  });
  back.type = "button";
  back.addEventListener("click", () => go(place - 1));
  root.append(progress, body, choices, back, message);
  el.append(root);

  function go(to) {
    const last = model.get("items").length;
    place = Math.min(Math.max(to, 0), last);
    show();
  }

  function choose(label) {
    if (place >= model.get("items").length) return;
    model.set("answers", { ...model.get("answers"), [place]: label });
    model.save_changes();
    go(place + 1);
    root.focus();
  }

  function show() {
    const items = model.get("items");
    const answers = model.get("answers");
    const item = items[place];
    const file = model.get("file");
    body.replaceChildren();
    back.disabled = place === 0;
    for (const button of buttons) button.disabled = !item;
    if (!item) {
      progress.textContent = items.length
        ? `All ${items.length} labelled, and saved in ${file}.`
        : "There is no sentence that is not labelled yet.";
      body.append(made("p", "", "book.accuracy() says how often each method agrees with you."));
      return;
    }
    progress.textContent = `Sentence ${place + 1} of ${items.length}`;
    const text = made("p", "wb-label-text");
    text.append(made("span", "", item.before ? `${item.before} ` : ""), sentence(item));
    text.append(made("span", "", item.after ? ` ${item.after}` : ""));
    body.append(made("p", "wb-label-about", item.about), text, made("p", "wb-label-question", question(item)));
    buttons.forEach((button, number) => {
      button.setAttribute("aria-pressed", String(answers[place] === CHOICES[number].label));
    });
  }

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = CHOICES.find(({ key }) => key === event.key);
    if (!choice && !BACK.includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (choice) choose(choice.label);
    else go(place - 1);
  });
  const says = () => {
    message.textContent = model.get("message");
  };
  model.on("change:message", says);
  says();
  show();
  return () => model.off("change:message", says);
}

export default { render };
