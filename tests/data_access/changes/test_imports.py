"""Files become facts: all of them or none, nothing twice, and history is kept."""

import datetime as dt
import sqlite3
import threading
from decimal import Decimal

import pytest
from sqlalchemy import ColumnElement, func, insert, or_, select, true

from data_access import database, ledger
from data_access.changes.imports import import_files
from data_access.database import DatabaseTrouble, reading, writing
from data_access.imports.album import NO_ALBUM, album
from data_access.imports.sheets import SHEETS
from data_access.models import (
    FACTS,
    Contract,
    FundAmount,
    Import,
    Payment,
    School,
    SchoolPackage,
    SourceFile,
    StatisticValue,
)
from tests import factories
from tests.data_access.imports.samples import (
    CONTRACTED,
    GOOD,
    cells,
    csv_file,
    good,
    picture_file,
    table,
    workbook,
)


@pytest.fixture
def bring(engine, tmp_path):
    """Import a workbook of the given sheets, all good unless told otherwise."""
    made = iter(range(1_000))

    def bring(*, lang="en", check_only=False, demonstration=None, pictures=NO_ALBUM, **sheets):
        path = workbook(tmp_path / f"book-{next(made)}.xlsx", lang, **sheets)
        how = {"check_only": check_only, "demonstration": demonstration, "album": pictures}
        return import_files(engine, [path], by="tester", **how)

    return bring


EVERY: ColumnElement[bool] = true()


def every_row(engine, *columns, where: ColumnElement[bool] = EVERY):
    with reading(engine) as db:
        return [tuple(row) for row in db.execute(select(*columns).where(where).order_by(*columns))]


def counts(outcome):
    return [
        (each.sheet, each.new, each.changed, each.unchanged)
        for file in outcome.files
        for each in file.sheets
    ]


def fact_count(engine):
    with reading(engine) as db:
        return sum(db.scalar(select(func.count()).select_from(fact)) or 0 for fact in FACTS)


NAMED = {
    "schools": (good("schools", code="SC-0012"),),
    "persons": (good("persons", code="P-000124", birth_year=1985),),
    "activities": (
        good("activities", code="WP-1.1-01", parent=None, weight=4),
        good("activities", code="WP-1.1-03"),
    ),
    "work_items": (
        good("work_items", code="ST-MAT-G", subject="mathematics"),
        good("work_items", code="AG-01", kind="agreement", institute="osh", partner="PI-01"),
    ),
}
"""Sheet -> rows that the samples of it and of others name."""


def test_all_sheets_come_in_with_one_workbook(engine, bring, tmp_path_factory):
    folder = picture_file(tmp_path_factory.mktemp("album") / "room.jpg").parent
    sheets = {
        sheet.name: [GOOD[sheet.name], *NAMED.get(sheet.name, ())] for sheet in reversed(SHEETS)
    }
    with writing(engine) as session:
        session.add(factories.reportable(GOOD["values"]["indicator"]))

    outcome = bring(pictures=album(folder.iterdir(), {}), **sheets)

    assert outcome.problems == ()
    assert outcome.import_id == 1
    assert counts(outcome) == [(sheet.name, len(sheets[sheet.name]), 0, 0) for sheet in SHEETS]
    assert fact_count(engine) == sum(map(len, sheets.values()))


def test_what_comes_in_is_what_stood_in_the_file(engine, bring):
    bring(
        **CONTRACTED,
        contracts=[GOOD["contracts"]],
        payments=[GOOD["payments"]],
        schools=[GOOD["schools"]],
    )

    [payment] = every_row(engine, Payment.paid_on, Payment.amount, Payment.rate, Payment.amount_usd)
    [school] = every_row(engine, School.lon, School.rural, School.remote, School.girls)
    [name] = every_row(engine, School.name_ky)
    assert payment == (dt.date(2025, 8, 9), Decimal(875_000), Decimal("87.5"), Decimal(10_000))
    assert school == (79.335123, True, False, 210)
    assert name == ("№ 7 инновациялык мектеп",)


def test_every_fact_knows_its_import_file_and_row(engine, bring):
    bring(schools=[good("schools"), good("schools", code="IS-08")])

    columns = (School.code, School.import_id, School.source_row, SourceFile.name)
    with reading(engine) as db:
        rows = db.execute(select(*columns).join(SourceFile).order_by(School.code)).all()
    assert [tuple(row) for row in rows] == [
        ("IS-07", 1, 2, "book-0.xlsx"),
        ("IS-08", 1, 3, "book-0.xlsx"),
    ]


def test_the_ledger_says_who_brought_which_file(engine, tmp_path):
    path = csv_file(tmp_path / "funds.csv", table("funds", [GOOD["funds"]]))

    import_files(engine, [path], by="Aigul", source="Ministry", demonstration=True)

    [row] = every_row(engine, SourceFile.name, SourceFile.source, SourceFile.demonstration)
    [intake] = every_row(engine, Import.imported_by)
    assert row == ("funds.csv", "Ministry", True)
    assert intake == ("Aigul",)


def test_a_problem_anywhere_keeps_everything_out(engine, bring):
    outcome = bring(funds=[GOOD["funds"]], dates=[good("dates", happens_on="31.02.2026")])

    assert [problem.code for problem in outcome.problems] == ["impossible_date"]
    assert outcome.import_id is None
    assert fact_count(engine) == 0
    assert every_row(engine, Import.id) == []


def test_a_check_counts_but_writes_nothing(engine, bring):
    bring(funds=[good("funds"), good("funds", fund="GOV")])

    outcome = bring(
        check_only=True,
        funds=[good("funds"), good("funds", fund="GOV", amount=1), good("funds", fund="G0851")],
    )

    assert counts(outcome) == [("funds", 1, 1, 1)]
    assert (outcome.is_check, outcome.import_id) == (True, None)
    assert every_row(engine, Import.id) == [(1,)]


def test_the_same_file_changes_nothing_and_says_so(engine, tmp_path):
    path = workbook(tmp_path / "book.xlsx", funds=[GOOD["funds"]])
    import_files(engine, [path], by="tester")

    outcome = import_files(engine, [path.rename(tmp_path / "renamed.xlsx")], by="tester")

    [file] = outcome.files
    assert (file.name, file.known_since) == ("renamed.xlsx", 1)
    assert file.known_on == ledger.today()
    assert outcome.import_id is None
    assert every_row(engine, Import.id) == [(1,)]


def test_a_known_file_beside_a_new_one_is_passed_over(engine, tmp_path):
    old = workbook(tmp_path / "old.xlsx", funds=[GOOD["funds"]])
    new = workbook(tmp_path / "new.xlsx", dates=[GOOD["dates"]])
    import_files(engine, [old], by="tester")

    outcome = import_files(engine, [old, new], by="tester")

    assert outcome.import_id == 2
    assert [file.known_since for file in outcome.files] == [1, None]
    assert counts(outcome) == [("dates", 1, 0, 0)]
    assert every_row(engine, SourceFile.name) == [("new.xlsx",), ("old.xlsx",)]


def test_the_same_content_given_twice_is_read_once(engine, tmp_path):
    first = workbook(tmp_path / "a.xlsx", funds=[GOOD["funds"]])
    second = tmp_path / "b.xlsx"
    second.write_bytes(first.read_bytes())

    outcome = import_files(engine, [first, second], by="tester")

    assert outcome.import_id == 1
    assert [file.same_as for file in outcome.files] == ["", "a.xlsx"]
    assert fact_count(engine) == 1


def test_the_same_bad_file_given_twice_is_told_once(engine, tmp_path):
    first = workbook(tmp_path / "a.xlsx", funds=[good("funds", amount="x")])
    second = tmp_path / "b.xlsx"
    second.write_bytes(first.read_bytes())

    outcome = import_files(engine, [first, second], by="tester")

    assert [problem.file for problem in outcome.problems] == ["a.xlsx"]


def test_rows_that_are_known_leave_no_trace(engine, bring):
    bring(funds=[GOOD["funds"]])

    outcome = bring(lang="ky", funds=[good("funds", amount="25 000 000,00")])

    assert (outcome.import_id, counts(outcome)) == (None, [("funds", 0, 0, 1)])
    assert every_row(engine, Import.id) == [(1,)]
    assert every_row(engine, SourceFile.id) == [(1,)]


def test_a_changed_row_closes_the_fact_it_replaces(engine, bring):
    bring(funds=[good("funds"), good("funds", fund="GOV")])

    outcome = bring(funds=[good("funds", amount=26_000_000), good("funds", fund="GOV")])

    assert counts(outcome) == [("funds", 0, 1, 1)]
    columns = (FundAmount.fund, FundAmount.import_id, FundAmount.superseded_by, FundAmount.amount)
    assert sorted(every_row(engine, *columns), key=str) == [
        ("GOV", 1, None, Decimal(25_000_000)),
        ("L4217", 1, 2, Decimal(25_000_000)),
        ("L4217", 2, None, Decimal(26_000_000)),
    ]


def test_a_cell_that_becomes_empty_is_a_change(engine, bring):
    bring(schools=[good("schools")])

    outcome = bring(schools=[good("schools", girls=None)])

    assert counts(outcome) == [("schools", 0, 1, 0)]
    open_rows = every_row(engine, School.girls, where=School.superseded_by.is_(None))
    assert open_rows == [(None,)]


def test_a_row_that_is_left_out_stays_known(engine, bring):
    bring(funds=[good("funds"), good("funds", fund="GOV")])

    bring(funds=[good("funds", amount=1)])

    open_funds = every_row(engine, FundAmount.fund, where=FundAmount.superseded_by.is_(None))
    assert open_funds == [("GOV",), ("L4217",)]


def test_codes_come_from_the_database_and_from_the_same_import(engine, tmp_path, bring):
    alone = bring(packages=[GOOD["packages"]], payments=[GOOD["payments"]])
    packages = workbook(tmp_path / "a.xlsx", packages=[GOOD["packages"]])
    schools = workbook(tmp_path / "b.xlsx", schools=[GOOD["schools"]])

    together = import_files(engine, [packages, schools], by="tester")
    later = bring(packages=[good("packages", package="ict")])

    assert [problem.code for problem in alone.problems] == ["unknown_code", "unknown_code"]
    assert together.problems == ()
    assert later.problems == ()
    assert len(every_row(engine, SchoolPackage.package)) == 2


def test_a_school_with_a_mistake_is_no_unknown_school_to_its_packages(bring):
    outcome = bring(schools=[good("schools", girls=-1)], packages=[GOOD["packages"]])

    assert [problem.code for problem in outcome.problems] == ["negative"]


def test_a_payment_has_the_fund_and_component_of_its_contract(engine, bring):
    bring(**CONTRACTED, contracts=[good("contracts")])

    known = bring(payments=[good("payments", fund="GOV")])
    moved = bring(contracts=[good("contracts", fund="GOV")], payments=[good("payments")])
    unsure = bring(contracts=[good("contracts", fund="GOV", rate=0)], payments=[good("payments")])
    together = bring(
        contracts=[good("contracts", fund="GOV")], payments=[good("payments", fund="GOV")]
    )

    assert [problem.code for problem in known.problems] == ["contract_of_others"]
    assert [problem.code for problem in moved.problems] == ["contract_of_others"]
    assert [problem.code for problem in unsure.problems] == ["too_small"]
    assert together.problems == ()


def test_what_has_happened_is_measured_by_the_day_of_the_import(engine, tmp_path):
    signed = [good("contracts", signed_on="06.05.2025")]
    path = workbook(tmp_path / "a.xlsx", **CONTRACTED, contracts=signed)

    def codes_of(**options):
        outcome = import_files(engine, [path], by="tester", **options)
        return [problem.code for problem in outcome.problems]

    assert codes_of(today=dt.date(2025, 5, 5)) == ["future_date"]
    assert codes_of(today=dt.date(2025, 5, 6)) == []


def test_today_is_the_day_in_bishkek(engine, tmp_path):
    here = dt.datetime.now(dt.timezone(dt.timedelta(hours=6))).date()
    days = {"today": here, "later": here + dt.timedelta(days=2)}
    paths = {
        name: workbook(
            tmp_path / f"{name}.xlsx",
            **CONTRACTED,
            contracts=[good("contracts", signed_on=day, ends_on="31.12.2040")],
        )
        for name, day in days.items()
    }

    assert import_files(engine, [paths["later"]], by="tester").problems != ()
    assert import_files(engine, [paths["today"]], by="tester").problems == ()


def open_funds(engine):
    """Return fund and whether it is invented, of every open fact."""
    statement = select(FundAmount.fund, SourceFile.demonstration).join(
        SourceFile, SourceFile.id == FundAmount.source_file_id
    )
    with reading(engine) as db:
        rows = db.execute(statement.where(FundAmount.superseded_by.is_(None)))
        return sorted(tuple(row) for row in rows)


@pytest.mark.parametrize("real_first", [True, False])
def test_a_row_counts_as_known_only_where_it_is_as_invented(engine, bring, real_first):
    bring(demonstration=not real_first, funds=[good("funds")])

    again = bring(demonstration=not real_first, lang="ky", funds=[good("funds")])
    other = bring(demonstration=real_first, lang="ru", funds=[good("funds")])

    assert counts(again) == [("funds", 0, 0, 1)]
    assert counts(other) == [("funds", 0, 1, 0)]
    assert open_funds(engine) == [("L4217", real_first)]


@pytest.mark.parametrize("order", [("real", "invented"), ("invented", "real")])
def test_a_row_that_a_real_and_an_invented_file_share_is_real(engine, tmp_path, order):
    def about(answer):
        return [["Demonstration data", answer]]

    rows = table("funds", [good("funds")])
    more = table("funds", [good("funds"), good("funds", fund="GOV")])
    paths = {
        "real": cells(tmp_path / "real.xlsx", {"About": about("no"), "Funds": rows}),
        "invented": cells(tmp_path / "invented.xlsx", {"About": about("yes"), "Funds": more}),
    }

    outcome = import_files(engine, [paths[name] for name in order], by="tester")

    assert outcome.is_mixed
    assert open_funds(engine) == [("GOV", True), ("L4217", False)]


def test_real_rows_beside_invented_ones_are_told(bring):
    first = bring(funds=[good("funds")])
    invented = bring(demonstration=True, funds=[good("funds", fund="GOV")])
    nothing_new = bring(lang="ky", funds=[good("funds")])
    check = bring(check_only=True, dates=[good("dates")])
    real = bring(dates=[good("dates")])

    outcomes = (first, invented, nothing_new, check, real)
    assert [each.is_mixed for each in outcomes] == [False, False, False, True, True]


def test_two_files_that_contradict_each_other_are_refused(engine, tmp_path):
    first = workbook(tmp_path / "a.xlsx", funds=[good("funds"), good("funds", fund="GOV")])
    second = workbook(tmp_path / "b.xlsx", funds=[good("funds", fund="GOV", amount=7)])

    outcome = import_files(engine, [first, second], by="tester")

    [problem] = outcome.problems
    assert (problem.code, problem.file, problem.row) == ("conflicting_rows", "b.xlsx", 2)
    assert problem.details == {"first_file": "a.xlsx", "first_sheet": "Funds", "first_row": 3}
    assert fact_count(engine) == 0


def test_two_sheets_that_say_the_same_are_one(engine, tmp_path):
    rows = table("funds", [GOOD["funds"]])
    more = table("funds", [GOOD["funds"], good("funds", fund="GOV")], "ky")
    path = cells(tmp_path / "book.xlsx", {"Funds": rows, "Фонддор": more})

    outcome = import_files(engine, [path], by="tester")

    assert counts(outcome) == [("funds", 1, 0, 0), ("funds", 1, 0, 1)]
    assert every_row(engine, FundAmount.fund) == [("GOV",), ("L4217",)]


def test_all_problems_of_all_files_are_told_at_once(engine, tmp_path):
    paths = [
        tmp_path / "nowhere.xlsx",
        workbook(tmp_path / "a.xlsx", funds=[good("funds", amount="x")]),
        cells(tmp_path / "b.xlsx", {"Sheet1": [["x"]]}),
    ]

    outcome = import_files(engine, paths, by="tester")

    found = {(problem.file, problem.code) for problem in outcome.problems}
    assert found == {
        ("nowhere.xlsx", "file_missing"),
        ("a.xlsx", "not_a_number"),
        ("b.xlsx", "unknown_sheet"),
    }


def test_a_workbook_with_headings_only_changes_nothing(bring):
    outcome = bring(funds=[], payments=[])

    assert (outcome.problems, outcome.import_id) == ((), None)


def test_history_can_be_asked_as_it_was_known(engine, bring):
    for amount in (1, 2, 3):
        bring(funds=[good("funds", amount=amount)])

    def known_on(number):
        was_open = or_(FundAmount.superseded_by.is_(None), FundAmount.superseded_by > number)
        condition = (FundAmount.import_id <= number) & was_open
        return every_row(engine, FundAmount.amount, where=condition)

    assert [known_on(number) for number in (1, 2, 3)] == [[(1,)], [(2,)], [(3,)]]


def test_summaries_follow_in_the_same_transaction(engine, bring, monkeypatch):
    asked = []
    monkeypatch.setattr(ledger, "refresh", lambda _, *args: asked.append(args))
    bring(funds=[GOOD["funds"]])
    monkeypatch.setattr(ledger, "refresh", _fail)

    with pytest.raises(ZeroDivisionError):
        bring(dates=[GOOD["dates"]])

    assert asked == [(1, {FundAmount})]
    assert every_row(engine, Import.id) == [(1,)]
    assert fact_count(engine) == 1


def run(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _fail(*_):
    raise ZeroDivisionError


def test_progress_is_told_step_by_step(engine, tmp_path):
    steps = []
    path = workbook(tmp_path / "a.xlsx", funds=[GOOD["funds"]])

    import_files(engine, [path], by="tester", progress=lambda *step: steps.append(step))

    assert steps == [
        ("read", "a.xlsx"),
        ("check", "Funds"),
        ("compare", "funds"),
        ("write", "Funds"),
        ("summarise", ""),
    ]


def test_many_rows_are_written_and_compared_in_batches(engine, bring):
    areas = [f"KG-{letters}" for letters in ("B", "C", "J", "N", "O", "T", "Y", "GB", "GO")]
    rows = [
        good("statistics", year=f"{year}", value=year, area=area)
        for year in range(1900, 2100)
        for area in areas
    ]
    changed = [{**row, "value": 1} if row["year"] == "2000" else row for row in rows]

    first, second = bring(statistics=rows), bring(statistics=changed)

    assert counts(first) == [("statistics", 1800, 0, 0)]
    assert counts(second) == [("statistics", 0, 9, 1791)]
    assert len(every_row(engine, StatisticValue.id)) == 1809


def test_two_imports_at_once_follow_each_other(engine, tmp_path):
    paths = [
        workbook(tmp_path / f"{number}.xlsx", funds=[good("funds", amount=number)])
        for number in range(6)
    ]
    outcomes, gate = [], threading.Barrier(len(paths))

    def bring(path):
        gate.wait()
        outcomes.append(import_files(engine, [path], by=path.name))

    threads = [threading.Thread(target=bring, args=[path]) for path in paths]
    run(threads)

    assert sorted(outcome.import_id for outcome in outcomes) == [1, 2, 3, 4, 5, 6]
    open_funds = every_row(engine, FundAmount.fund, where=FundAmount.superseded_by.is_(None))
    assert open_funds == [("L4217",)]


def test_the_same_file_brought_twice_at_once_comes_in_once(engine, tmp_path):
    path = workbook(tmp_path / "a.xlsx", funds=[GOOD["funds"]])
    outcomes, gate = [], threading.Barrier(4)

    def bring():
        gate.wait()
        outcomes.append(import_files(engine, [path], by="tester"))

    threads = [threading.Thread(target=bring) for _ in range(4)]
    run(threads)

    assert sorted(outcome.import_id or 0 for outcome in outcomes) == [0, 0, 0, 1]
    assert fact_count(engine) == 1


def test_a_locked_database_is_told_as_such(sqlite_engine, tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_TIMEOUT", 10)
    path = workbook(tmp_path / "a.xlsx", funds=[GOOD["funds"]])
    file = sqlite_engine.url.database.removeprefix("file:")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(DatabaseTrouble):
        import_files(sqlite_engine, [path], by="tester")

    other.rollback()
    other.close()
    assert import_files(sqlite_engine, [path], by="tester").import_id == 1


def test_a_database_that_is_gone_is_told_as_such(tmp_path):
    engine = database.make_engine(f"sqlite:///{tmp_path / 'nowhere.sqlite'}")
    path = workbook(tmp_path / "a.xlsx", funds=[GOOD["funds"]])

    with pytest.raises(DatabaseTrouble):
        import_files(engine, [path], by="tester")


def test_a_full_disk_leaves_everything_as_it_was(sqlite_engine, tmp_path):
    path = workbook(tmp_path / "a.xlsx", funds=[GOOD["funds"]])
    import_files(sqlite_engine, [path], by="tester")
    rows = [good("statistics", year=f"{year}", source="x" * 3_000) for year in range(1900, 2100)]
    large = workbook(tmp_path / "large.xlsx", statistics=rows)
    with sqlite_engine.connect() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar_one()
        db.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")  # for this one connection

    with pytest.raises(DatabaseTrouble):
        import_files(sqlite_engine, [large], by="tester")

    assert every_row(sqlite_engine, Import.id) == [(1,)]
    assert fact_count(sqlite_engine) == 1


def test_an_ordinary_insert_keeps_the_same_values(engine, bring):
    bring(**CONTRACTED, contracts=[GOOD["contracts"]])
    with reading(engine) as db:
        row = dict(db.execute(select(*Contract.__table__.c)).mappings().one())

    with writing(engine) as session:
        copy = {**row, "number": "copy"}
        del copy["id"]
        session.execute(insert(Contract), [copy])

    with reading(engine) as db:
        [first, second] = db.execute(select(Contract.__table__).order_by(Contract.id)).all()
    assert first[6:] == second[6:]
