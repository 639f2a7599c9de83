"""Plans: what is read from one, what is wrong with one, and what its sets leave together."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from wirebook.cli import main
from wirebook.errors import InvalidValueError
from wirebook.publish import plan as plans
from wirebook.publish.plan import gathering
from wirebook.tables import schema

FIXTURES = Path(__file__).parent / "fixtures"
COUNTING, FAILING = str(FIXTURES / "10_counting.ipynb"), str(FIXTURES / "20_failing.ipynb")
EXAMPLE = Path(__file__).parent / "plan.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two corpora of an article or two each."""
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
    (tmp_path / "north" / "2025-11-03_one.txt").write_text("Norway thanked Japan on Monday for its generous help.")
    (tmp_path / "north" / "2025-11-05_two.txt").write_text("Denmark called the storm of 28 October a disaster.")
    (tmp_path / "south" / "2025-11-04_one.txt").write_text("Italy praised Spain on Tuesday for its excellent wine.")
    return tmp_path


def written(folder: Path, text: str) -> Path:
    path = folder / "my-plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, text: str) -> plans.Plan:
    return plans.read(written(folder, f"notebooks: [{COUNTING}]\n{text}"))


def wirebook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_each_set_is_crossed_with_every_combination_of_values(folder: Path) -> None:
    plan = read(
        folder,
        "corpus: north\nsets: {One: {}, Two: {corpus: south}}\nfor: {word: [storm, wine], top: {few: 1, many: 9}}",
    )
    assert [one.name for one in plan.sets][:4] == [
        "One, storm, few",
        "One, storm, many",
        "One, wine, few",
        "One, wine, many",
    ]
    assert len(plan.sets) == 8
    assert plan.sets[0].parameters == {"word": "storm", "top": "1"}
    assert {one.corpus.name for one in plan.sets} == {"north", "south"}
    assert plan.sets[-1].folder == "two-wine-many"


def test_values_alone_make_sets(folder: Path) -> None:
    plan = read(folder, "for: {corpus: [north, south], sources: [[AP, Reuters]]}")
    assert [one.name for one in plan.sets] == ["north, AP and Reuters", "south, AP and Reuters"]
    assert json.loads(plan.sets[0].parameters["sources"]) == ["AP", "Reuters"]


@pytest.mark.parametrize(
    ("value", "since", "until"),
    [("2025-11", "2025-11", "2025-11"), ("2025-11-03", "2025-11-03", "2025-11-03"), ("1971 to 1979", "1971", "1979")],
)
def test_published_is_short_for_since_and_until(folder: Path, value: str, since: str, until: str) -> None:
    text = f"corpus: seeds\nnotebooks: [00_corpus]\nsets: {{A: {{parameters: {{published: {value}}}}}}}"
    assert plans.read(written(folder, text)).sets[0].parameters == {"since": since, "until": until}


@pytest.mark.parametrize("value", ["no", "on", "2025-11-24", "010", "1_000", "1:30", "~/x"])
def test_a_value_is_the_text_that_stands_in_the_file(folder: Path, value: str) -> None:
    plan = read(folder, f"corpus: north\nsets: {{A: {{parameters: {{word: {value}}}}}}}")
    assert plan.sets[0].parameters == {"word": value}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("corpus: north\nsetts: {A: {}}", "line 3: unknown key 'setts'; did you mean sets?"),
        ("corpus: north\nsets: {A: {parameter: {}}}", "line 3: unknown key 'parameter'; did you mean parameters?"),
        ("corpus: north\nsets: {A: {parameters: {tops: 1}}}", "line 3: unknown parameter 'tops'; did you mean top?"),
        ("corpus: north\nparameters: {tops: 1}\nsets: {A: {}}", "line 3: unknown parameter 'tops'"),
        ("corpus: north\nsets: {A: {parameters: {top: many}}}", "line 3: parameter 'top' takes int"),
        ("corpus: north\nsets: {A: {parameters: {out: x}}}", "use --out"),
        ("corpus: north\nsets: {A: {parameters: {corpus: x}}}", "write it beside `parameters`"),
        ("corpus: north\nsets:\n  A: {}\n  A: {}", "line 5: 'A' stands twice in sets, first in line 4"),
        ("corpus: north\nsets: {A b: {}, a B: {}}", "would share the folder 'a-b'; rename one"),
        ("corpus: north\nsets: {../A: {}}", "line 3: '../A' cannot be a set's name"),
        ("corpus: north\nsets: {.A: {}}", "'.A' cannot be a set's name"),
        ("corpus: nowhere\nsets: {A: {}}", "line 2: there is no corpus 'nowhere'"),
        ("sets: {A: {}}", "line 2: the set 'A' has no corpus"),
        ("corpus: north\nsets: {A: {notebooks: [countin]}}", "line 3: unknown notebook 'countin'"),
        ("corpus: north\nsets: {A: {parameters: {word: ~}}}", "which is no value"),
        ("corpus: north\nsets: {A: {parameters: {word: *x}}}", "line 3: & and * at the beginning of a value"),
        ("corpus: north\nsets: {A: {parameters: {word: !x y}}}", "line 3: ! at the beginning of a value"),
        ("corpus: north\nsets: {A: {parameters: {word: [a}}}", "line 3: this is not YAML"),
        ("corpus: north\nsets: [A, B]", "line 3: sets must be a mapping"),
        ("corpus: north", "the plan has no sets"),
        ("corpus: north\nsets:", "sets is empty"),
        ("corpus: north\nfor:", "for is empty"),
        ("corpus: north\nfor: {word: []}", "'word' has no value in `for`"),
        ("corpus: north\nfor: {word: [a, a]}", "two sets are called 'a'; rename one"),
        ("corpus: north\nsets: {A: {parameters: {word: a}}}\nfor: {word: [b]}", "'word' is given twice for one set"),
        ("corpus: north\nfor: {top: [" + ", ".join(map(str, range(300))) + "]}", "at most 200"),
        ("corpus: north\nparameters: {published: 2025, since: 2024}\nsets: {A: {}}", "gives 'since' twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_plan_is_said_with_its_line(folder: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read(folder, text)
    assert said in str(caught.value)


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_run(folder: Path) -> None:
    path = written(
        folder,
        f"notebooks: [{COUNTING}]\ncorpus: nowhere\nsets:\n  A: {{parameters: {{tops: 1}}}}\n  ../B: {{}}\nfoo: 1\n",
    )
    result = wirebook("plan", str(path), "--out", str(folder / "out"))
    assert result.exit_code == 2
    assert all(f"line {number}: " in result.stderr for number in (2, 4, 5, 6))
    assert not (folder / "out").exists()


def test_a_day_and_a_method_that_do_not_exist_are_refused(folder: Path) -> None:
    text = "corpus: seeds\nnotebooks: [00_corpus]\nparameters: {since: 2025-13, tone: vadar}\nsets: {A: {}}"
    with pytest.raises(InvalidValueError, match=r"(?s)2025-13.*did you mean vader"):
        plans.read(written(folder, text))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 5000, b"- a\n---\n- b\n"])
def test_a_file_that_is_no_plan_is_refused_in_a_sentence(folder: Path, content: bytes) -> None:
    path = folder / "broken.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidValueError, match="plan"):
        plans.read(path)
    with pytest.raises(InvalidValueError, match="cannot be read"):
        plans.read(folder / "nowhere.yaml")


def test_the_example_plan_can_be_run() -> None:
    result = wirebook("plan", str(EXAMPLE), "--check")
    assert result.exit_code == 0, result.output
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == [
        "Seventies, China", "Seventies, Japan", "Autumn 2025, China", "Autumn 2025, Japan",
    ]  # fmt: skip


def test_a_plan_leaves_reports_gathered_tables_and_a_page_that_compares(folder: Path) -> None:
    path = written(folder, f"title: <b>North</b> & south\nnotebooks: [{COUNTING}]\nfor: {{corpus: [north, south]}}\n")
    out = folder / "out"
    first = wirebook("plan", str(path), "--out", str(out))
    assert first.exit_code == 0, first.output
    result = (out / "plans" / "my-plan" / "latest").resolve()
    assert first.stdout.splitlines()[-1] == str(result / "index.html")
    names = {p.relative_to(result).as_posix() for p in result.iterdir()}
    assert names == {"index.html", "plan.json", "my-plan.yaml", "sets", "tables"}

    for name in (*schema.SCHEMA, "sets"):
        table = pq.read_table(result / "tables" / f"{name}.parquet")
        assert table.column_names[0] == "set", name
        assert len(pd.read_csv(result / "tables" / f"{name}.csv")) == table.num_rows, name
    articles = pd.read_parquet(result / "tables" / "articles.parquet")
    assert list(articles["set"]) == ["north", "north", "south"]
    meaning = pq.read_schema(result / "tables" / "tones.parquet").field("score").metadata
    assert meaning == {b"meaning": b"from -1 (negative) to 1 (positive)"}
    for name in ("north", "south"):
        alone = pd.read_parquet(result / "sets" / name / "tables" / "mentions.parquet")
        gathered = pd.read_parquet(result / "tables" / "mentions.parquet").query("set == @name")
        pd.testing.assert_frame_equal(gathered.drop(columns="set").reset_index(drop=True), alone)

    page = lxml.html.parse(str(result / "index.html"))
    assert page.findtext(".//h1") == "<b>North</b> & south"
    addresses = {a.get("href").partition("#")[0] for a in page.iterfind(".//a[@href]")} - {""}
    assert {"sets/north/index.html", "sets/south/index.html", "plan.json", "tables/sets.csv"} <= addresses
    assert [address for address in addresses if not (result / address).is_file()] == []
    assert page.xpath("//details//a[starts-with(@href, 'sets/north/articles/')]")
    executed = (result / "sets" / "north" / "10_counting.ipynb").read_text(encoding="utf-8")
    assert str(result / "sets" / "north") in executed and "-partial" not in executed

    said = json.loads((result / "plan.json").read_text(encoding="utf-8"))
    assert said["status"] == "done"
    assert [one["head"]["articles"] for one in said["sets"]] == [2, 1]
    again = wirebook("plan", str(path), "--out", str(out))
    assert again.exit_code == 0, again.output
    now = (out / "plans" / "my-plan" / "latest").resolve()
    assert now != result
    statuses = json.loads((now / "sets" / "north" / "run.json").read_text(encoding="utf-8"))["notebooks"]
    assert [n["status"] for n in statuses] == ["reused"]


def test_a_set_that_fails_keeps_no_other_from_running_and_latest_stays(folder: Path) -> None:
    text = f"corpus: north\nsets: {{Good: {{notebooks: [{COUNTING}]}}, Bad: {{notebooks: [{FAILING}]}}}}"
    result = wirebook("plan", str(written(folder, text)), "--out", str(folder / "out"))
    assert result.exit_code == 1
    assert "Bad: NotebookFailedError: 20_failing: ValueError" in result.stderr
    home = folder / "out" / "plans" / "my-plan"
    assert not (home / "latest").exists()
    [published] = [path for path in home.iterdir() if not path.name.startswith(".")]
    page = (published / "index.html").read_text(encoding="utf-8")
    assert "This comparison is not complete." in page
    assert set(pd.read_parquet(published / "tables" / "articles.parquet")["set"]) == {"Good"}
    assert json.loads((published / "plan.json").read_text(encoding="utf-8"))["status"] == "failed"


def test_tables_with_other_columns_go_together_and_those_that_do_not_are_named(tmp_path: Path) -> None:
    for name, columns in {"a": {"x": [1, None], "y": ["=1+1", "b"]}, "b": {"x": [2.5], "z": [True]}}.items():
        (tmp_path / name / "tables").mkdir(parents=True)
        pq.write_table(pa.table(columns), tmp_path / name / "tables" / "t.parquet")
    for name, values in {"a": [1], "b": [{"k": 1}]}.items():
        pq.write_table(pa.table({"x": values}), tmp_path / name / "tables" / "odd.parquet")
    rows, left_out = gathering.gather({"A": tmp_path / "a", "B": tmp_path / "b"}, tmp_path / "all")
    assert rows == {"t": 3}
    assert set(left_out) == {"odd"}
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["t.csv", "t.parquet"]
    csv = (tmp_path / "all" / "t.csv").read_text(encoding="utf-8").splitlines()
    assert csv == ["set,x,y,z", "A,1.0,'=1+1,", "A,,b,", "B,2.5,,True"]


def test_the_plan_in_the_readme_is_the_example() -> None:
    readme = (EXAMPLE.parents[2] / "README.md").read_text(encoding="utf-8")
    assert EXAMPLE.read_text(encoding="utf-8").split("\n", 1)[1] in readme
