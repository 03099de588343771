"""Problems beside their lines."""

from assessments.framework_file.problems import FrameworkErrors, FrameworkProblem
from assessments.selectors.framework_problems import problems_shown


def test_each_problem_stands_beside_the_text_of_its_line():
    errors = FrameworkErrors(
        [
            FrameworkProblem(2, "units", "b", "Second."),
            FrameworkProblem(1, "", "a", "First."),
            FrameworkProblem(99, "", "c", "Beyond the end."),
        ]
    )
    rows = problems_shown(errors, f"first line\n   second {'x' * 200}")
    assert [(row.line, row.code) for row in rows] == [(1, "a"), (2, "b"), (99, "c")]
    assert rows[0].excerpt == "first line"
    assert rows[1].excerpt.startswith("second xxx")
    assert len(rows[1].excerpt) == 121
    assert rows[2].excerpt == ""
