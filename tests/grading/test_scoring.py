"""The grade's arithmetic, computed by hand, and what holds of it for any findings."""

from __future__ import annotations

import pytest
from graded import ACTS, CASES, CRITERIA, entry, file, pack, report
from hypothesis import given, settings
from hypothesis import strategies as st

from replint.catalogue import CardError
from replint.findings import Severity
from replint.grading.models import PackGrade
from replint.grading.scoring import grade
from replint.packs import Pack
from replint.report import Entry, FileReport

CRITICAL, HIGH, MEDIUM, LOW = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW


def graded(*files: FileReport, rubric: Pack | None = None) -> PackGrade:
    (found,) = grade(report(*files), [rubric or pack()]).packs
    return found


def scores(found: PackGrade) -> dict[str, str]:
    """Each criterion's scores, one sign a case: a dash where it is not exercised."""
    return {one.criterion: "".join(str(score or "-") for score in one.scores.values()) for one in found.criteria}


def standing(found: PackGrade, criterion: str = "replicate") -> tuple[float | None, int | None, bool]:
    one = next(one for one in found.criteria if one.criterion == criterion)
    return (one.mean, one.min, one.passed)


@pytest.mark.parametrize(("severity", "score"), [(LOW, 4), (MEDIUM, 3), (HIGH, 2), (CRITICAL, 1)])
def test_each_severity_has_its_score(severity: Severity, score: int) -> None:
    found = graded(file(entry("03", severity)))
    assert scores(found) == dict.fromkeys(CRITERIA, f"55{score}55")
    assert standing(found) == ((20 + score) / 5, score, score >= 3)


def test_without_findings_all_is_five() -> None:
    found = graded(file())
    assert scores(found) == dict.fromkeys(CRITERIA, "55555")
    assert (standing(found), found.passed, found.loss, found.deductions, found.mend_first) == (
        (5.0, 5, True),
        True,
        0,
        (),
        (),
    )


def test_the_worst_finding_that_bears_on_the_criterion_decides() -> None:
    found = graded(
        file(
            entry("01", LOW, ("replicate",), line=1),
            entry("01", HIGH, ("fine-tuning",), line=2),
            entry("01", MEDIUM, ("replicate", "fine-tuning"), line=3),
            entry("02", CRITICAL, ("ai-platform",), line=4),
            exercised=("01", "02"),
        )
    )
    assert scores(found) == {"replicate": "35---", "ai-platform": "51---", "fine-tuning": "25---"}
    assert standing(found, "replicate") == (4.0, 3, True)
    assert standing(found, "ai-platform") == (3.0, 1, False)
    assert standing(found, "fine-tuning") == (3.5, 2, False)
    assert not found.passed
    assert [(one.criterion, one.case, one.points) for one in found.deductions] == [
        ("replicate", "01", 2),
        ("ai-platform", "02", 4),
        ("fine-tuning", "01", 3),
    ]
    assert [[one.finding.span.line for one in deduction.findings] for deduction in found.deductions] == [[3], [4], [2]]
    assert found.loss == 9


def test_several_findings_cost_no_more_than_the_worst() -> None:
    found = graded(file(*(entry("03", MEDIUM, line=line) for line in range(1, 8)), exercised=("03",)))
    assert scores(found) == dict.fromkeys(CRITERIA, "--3--")
    assert len(found.deductions[0].findings) == 7


def test_what_is_not_exercised_does_not_count() -> None:
    found = graded(file(entry("03", MEDIUM), exercised=("01", "03")))
    assert scores(found) == dict.fromkeys(CRITERIA, "5-3--")
    assert standing(found) == (4.0, 3, True)
    assert [case.exercised for case in found.cases] == [True, False, True, False, False]


def test_nothing_exercised_is_no_grade_and_passes() -> None:
    whole = grade(report(file(exercised=())), [pack()])
    (found,) = whole.packs
    assert scores(found) == dict.fromkeys(CRITERIA, "-----")
    assert (standing(found), found.exercised, whole.passed) == ((None, None, True), False, True)


def test_acts_of_different_files_exercise_together() -> None:
    found = graded(
        file(exercised=("01",)),
        file(entry("02", HIGH, path="b.py"), exercised=("02",), path="b.py"),
        FileReport("c.py"),
    )
    assert scores(found) == dict.fromkeys(CRITERIA, "52---")


def test_a_finding_counts_even_where_no_act_was_seen() -> None:
    assert scores(graded(file(entry("04", LOW), exercised=()))) == dict.fromkeys(CRITERIA, "---4-")


@pytest.mark.parametrize(
    ("min_mean", "min_score", "passed"),
    [
        (4.0, 3, True),
        (4.4, 3, True),
        (4.41, 3, False),
        (4.0, 2.5, True),
        (4.0, 3.5, False),
        (1, 1, True),
        (5, 1, False),
    ],
)
def test_thresholds(min_mean: float, min_score: float, passed: bool) -> None:
    files = file(entry("01", MEDIUM, line=1), entry("02", LOW, line=2))
    found = graded(files, rubric=pack(min_mean, min_score))
    assert standing(found) == (4.4, 3, passed)
    assert found.passed is passed
    given = {"fine-tuning": pack(min_mean, min_score).thresholds}
    assert grade(report(files), [pack(5, 5)], given).passed is passed


def test_suppressed_and_baselined_findings_are_listed_and_do_not_count() -> None:
    silenced = entry("02", CRITICAL, line=7, reason="a sandbox")
    known = entry("02", HIGH, line=5)
    whole = grade(report(file(entry("03", LOW), suppressed=(silenced,), baselined=(known,))), [pack()])
    (found,) = whole.packs
    assert scores(found) == dict.fromkeys(CRITERIA, "55455")
    assert [(one.entry, one.silence) for one in whole.excused] == [(known, "baseline"), (silenced, "comment")]
    case = found.cases[1]
    assert (case.findings, [one.entry for one in case.excused]) == ((), [known, silenced])


def test_findings_outside_the_rubric_are_told_and_do_not_count() -> None:
    token = entry(None, CRITICAL, ("ai-platform",), pack="auth", line=3)
    whole = grade(report(file(token)), [pack()])
    assert scores(whole.packs[0]) == dict.fromkeys(CRITERIA, "55555")
    assert (whole.findings, whole.outside) == ((token,), (token,))


def test_a_finding_of_an_unknown_case_is_an_error() -> None:
    with pytest.raises(CardError, match="RPL121: the pack fine-tuning has no case 09"):
        graded(file(entry("09", LOW)))


def test_parts_are_graded_alone() -> None:
    files = (
        file(entry("01", HIGH, path="src/a.py"), exercised=("01",), path="src/a.py"),
        file(exercised=("03",), path="src/b.py"),
        file(entry("03", LOW, path="jobs/c.py"), exercised=("03",), path="jobs/c.py"),
        FileReport("src/unrelated.py", analyzed=True),
        file(exercised=("02",), path="top.py"),
    )

    def parts(by: str) -> dict[str, str]:
        whole = grade(report(*files), [pack()], by=by)  # type: ignore[arg-type]
        return {part.name: scores(part.packs[0])["replicate"] for part in whole.parts}

    assert parts("file") == {"jobs/c.py": "--4--", "src/a.py": "2----", "src/b.py": "--5--", "top.py": "-5---"}
    assert parts("package") == {".": "-5---", "jobs": "--4--", "src": "2-5--"}
    assert grade(report(*files), [pack()]).parts == ()


def plan(found: PackGrade) -> list[int]:
    return [one.finding.span.line for one in found.mend_first]


def test_what_to_mend_first() -> None:
    low = entry("05", LOW, line=5)
    below_the_least_score = graded(file(entry("01", HIGH, line=1), entry("02", MEDIUM, line=2), low))
    assert plan(below_the_least_score) == [1]
    mean = graded(
        file(
            entry("01", MEDIUM, line=1),
            entry("01", MEDIUM, line=2),
            entry("02", MEDIUM, line=3),
            low,
            exercised=("01", "02", "05"),
        )
    )
    assert standing(mean) == (10 / 3, 3, False)
    assert plan(mean) == [3]
    assert plan(graded(file(entry("01", MEDIUM, line=1), low))) == []
    out_of_reach = graded(file(low), rubric=pack(5, 5))
    assert plan(out_of_reach) == [5]


severities = st.sampled_from(list(Severity))
bearings = st.lists(st.sampled_from(CRITERIA), min_size=1, unique=True).map(tuple)


@st.composite
def findings(draw: st.DrawFn, exercised: list[str]) -> Entry:
    path = draw(st.sampled_from(["a.py", "b/c.py"]))
    case = draw(st.sampled_from(exercised))
    return entry(case, draw(severities), draw(bearings), line=draw(st.integers(1, 999)), path=path)


@st.composite
def runs(draw: st.DrawFn) -> tuple[list[str], list[Entry], Pack]:
    """Exercised cases, findings in them, and a rubric with any thresholds."""
    exercised = draw(st.lists(st.sampled_from(sorted(CASES)), min_size=1, unique=True))
    thresholds = st.sampled_from([1.0, 2.5, 3.0, 3.6, 4.0, 4.5, 5.0])
    found = draw(st.lists(findings(exercised), max_size=12))
    return exercised, found, pack(draw(thresholds), draw(thresholds))


def run(exercised: list[str], entries: list[Entry], rubric: Pack) -> PackGrade:
    files = [
        file(*(one for one in entries if one.finding.path == path), exercised=tuple(exercised), path=path)
        for path in ("a.py", "b/c.py")
    ]
    return graded(*files, rubric=rubric)


@settings(deadline=None)
@given(runs())
def test_the_shown_deductions_add_up_to_the_loss(case: tuple[list[str], list[Entry], Pack]) -> None:
    found = run(*case)
    assert sum(one.points for one in found.deductions) == found.loss
    for criterion in found.criteria:
        known = [score for score in criterion.scores.values() if score is not None]
        lost = sum(one.points for one in found.deductions if one.criterion == criterion.criterion)
        assert lost == 5 * len(known) - sum(known)
    for one in found.deductions:
        assert {int(cause.finding.severity) for cause in one.findings} == {one.points}
        assert all(one.criterion in cause.finding.criteria for cause in one.findings)
        assert all(cause.finding.case == one.case for cause in one.findings)


@settings(deadline=None)
@given(runs(), st.data())
def test_a_new_finding_never_raises_the_grade(case: tuple[list[str], list[Entry], Pack], data: st.DataObject) -> None:
    exercised, entries, rubric = case
    before = run(exercised, entries, rubric)
    after = run(exercised, [*entries, data.draw(findings(exercised))], rubric)
    assert after.loss >= before.loss
    assert before.passed or not after.passed
    for old, new in zip(before.criteria, after.criteria, strict=True):
        assert old.passed or not new.passed
        assert (new.mean or 0, new.min or 0) <= (old.mean or 0, old.min or 0)
        assert all((new.scores[name] or 0) <= (score or 0) for name, score in old.scores.items())


@settings(deadline=None)
@given(runs(), st.sampled_from(["0.py", "b/b.py", "z.py"]))
def test_clean_unrelated_files_change_nothing(case: tuple[list[str], list[Entry], Pack], path: str) -> None:
    exercised, entries, rubric = case
    ours = file(*entries, exercised=tuple(exercised), path="m.py")
    assert grade(report(ours), [rubric]) == grade(report(ours, FileReport(path, analyzed=True)), [rubric])


@settings(deadline=None)
@given(runs())
def test_where_findings_stand_does_not_matter(case: tuple[list[str], list[Entry], Pack]) -> None:
    exercised, entries, rubric = case
    together = graded(file(*entries, exercised=tuple(exercised)), rubric=rubric)
    assert scores(together) == scores(run(exercised, entries, rubric))


@settings(deadline=None)
@given(runs())
def test_without_what_is_to_be_mended_the_gate_is_passed(case: tuple[list[str], list[Entry], Pack]) -> None:
    exercised, entries, rubric = case
    entries = list({id(one): one for one in entries}.values())
    found = run(exercised, entries, rubric)
    assert bool(found.mend_first) is not found.passed
    gone = {id(one) for one in found.mend_first}
    assert run(exercised, [one for one in entries if id(one) not in gone], rubric).passed
    for kept in found.mend_first:
        others = [one for one in entries if id(one) not in gone or one is kept]
        assert not run(exercised, others, rubric).passed


def test_acts_exercise_cases_by_the_rubric_alone() -> None:
    unknown = FileReport("a.py", analyzed=True, acts=frozenset(ACTS[5:]))
    assert not graded(unknown).exercised
