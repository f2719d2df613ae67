"""Values that cost Python itself dearly, or raise: the analysis computes with them or gives up, quickly and quietly."""

from __future__ import annotations

import time

import pytest
from analysis import HEAD, VERSION, drafts_of

MOST_SECONDS = 10.0
"""Of processor time; all of these take a fraction of a second, but a machine may be slow."""

HUGE = [
    "10 ** 10 ** 10", "(-8) ** 0.5", "0 ** -1", "2 ** 100000", "'a' * 10**12", "10**12 * 'a'", "b'a' * 10**12",
    "[0] * 10**12", "(0,) * 10**9", "[[0] * 10**6] * 10**6", "'%99999999999d' % 5", "'%.99999999f' % 1.0",
    "'{:>9999999999}'.format('x')", "f\"{'x':>9999999999}\"", "'a'.ljust(10**10)", "'a'.center(10**10)",
    "'a'.rjust(10**10, 'xx')", "'a'.expandtabs(10**10)", "('a' * 90000).replace('a', 'b' * 90000)",
    "('x' * 90000).join('y' * 90000)", "'a'.join(['b'] * 10**9)", "os.path.join('a' * 99999, 'b' * 99999)",
    "str(10**10000)", "int('9' * 5000)", "bin(10**400)", "1 << 10**10", "pow(2, 10**9)", "pow(10, 10**10, 7)",
    "math.pow(10, 10**5)", "10**400 / 3", "10**400 * 1.5", "1e308 * 10", "list(range(10**12))", "sum(range(10**9))",
    "[x for x in range(10**9)]", "{x: y for x in range(10**5) for y in range(10**5)}",
    "dict(zip(range(10**9), range(10**9)))",
    "[[[[a for a in b] for b in c] for c in d] for d in range(10**6)]", "print(*[1] * 10**6)", "{*range(10**9)}",
    "b'%99999999999d' % 5", "'{:1.99999999f}'.format(1.0)", "'a'.zfill(10**10)",
    "('a' * 9000).replace('a', 'b' * 90000)", "f'{random.random()}{\"a\" * 9000}'.replace('a', 'b' * 90000)",
    "random.choice(range(10**12))", "timedelta(days=10**400)", "9" * 4000, "0x" + "f" * 40000, "'" + "a" * 300000 + "'",
]  # fmt: skip
ENDLESS = [
    "itertools.count()", "[x for x in itertools.count()]", "list(zip(itertools.count(), itertools.count()))",
    "list(map(lambda x: x, itertools.count()))", "list(filter(None, itertools.count()))", "sorted(itertools.count())",
    "tuple(itertools.count())", "set(itertools.cycle([]))", "next(itertools.cycle(itertools.count()))",
    "any(itertools.count())", "all(itertools.repeat(1))", "sum(itertools.count())", "max(itertools.count())",
    "print(*itertools.count())", "list(itertools.islice(itertools.count(), 10**12))", "next(iter([]))",
    "(lambda f: f(f))(lambda f: f(f))", "list(iter(int, 1))", "list(enumerate(itertools.count()))",
]  # fmt: skip
FAULTS = [
    "b'%s' % b'x'", "'%*d' % (99999999999, 5)", "'%(a)s' % {'a': 1}", "'%(a)s' % 3", "'%s %s' % 'a'", "'%s' % ()",
    "'{:d}'.format(10**400)", "'{:%Y}'.format(5)", "'{0.__class__.__mro__}'.format(1)", "'{0[0]}'.format('abc')",
    "'{0[zz]}'.format([1])", "'{'.format()", "'{}'.format()", "'{5}'.format(1)", "'{!r:>{w}}'.format('x', w=5)",
    "'{٣}'.format(1, 2, 3, 4)", "'abc'[10**20]", "'abc'[::0]", "'abc'[1:10**20]", "'abc'[None]", "[1, 2][5]",
    "(1, 2)[10**30]", "(1, 2)['x']", "{}['x']", "{[]: 1}", "{float('nan'): 1}", "{**{}, **None}", "1 / 0", "1.0 % 0",
    "1j ** 2", "1j / 0", "2 ** 1j", "~'a'", "-'a'", "+[]", "'a' < 1", "[] < {}", "None.x", "....x", "1 .real", "-True",
    "math.inf - math.inf", "math.inf * 0", "max([])", "min()", "max(1, 'a')", "max(1, math.nan)", "round(math.nan)",
    "round(math.inf)", "int(math.inf)", "int(math.nan)", "int('x')", "int('1', 99)", "int('1', 10**30)",
    "float('1e999')",
    "float(10**400)", "math.floor(math.inf)", "math.ceil(math.nan)", "pow(2, -1, 0)", "divmod(1, 0)", "1 >> -1",
    "random.uniform(math.nan, 1)", "random.uniform(5)", "random.randint(math.inf, 3)", "random.choice([])",
    "timedelta(days=math.nan)", "timedelta('x')", "timedelta(1) / 0", "timedelta(1) / timedelta(0)",
    "timedelta(1) ** 2",
    "timedelta(1) % timedelta(0)", "timedelta(1).total_seconds(5)", "chr(10**10)", "chr(-1)", "ord('ab')", "hex('x')",
    "str(b'x', 'utf-9')", r"b'\xff'.decode()", r"b'\xff'.decode('nope')", "'x'.encode('nope')", r"'\ud800'.encode()",
    r"'\ud800'", "'a'.split('')", "'a'.split(None, 'x')", "'a'.rsplit(1)", "'a'.partition('')", "'a'.strip(1)",
    "'a'.startswith(1)", "'a'.count()", "'a'.index('b')", "'a'.translate({})", "'a'.maketrans()", "'a'.format_map({})",
    "'%s'.__mod__('a')", "''.join(1)", "''.join([1])", "''.join({})", "os.path.join()", "os.path.join('a', 1)",
    "getattr(1, 'x')", "getattr(1, 2)", "getattr()", "super().x", "super(1, 2).y", "__import__('os')", "dict(1)",
    "dict([1])", "dict([(1,)])", "dict(a=1, **{'a': 2})", "dict(**{1: 2})", "zip()", "map(None, [1])", "type()",
    "type('X', (), {})()", "vars()", "open()", "open(1, 2, 3)", "partial()", "partial(partial)", "partial(1, 2)()",
    "print(**{1: 2})", "isinstance()", "range(10**400)[5]", "list(range(0, 10, 0))", "list(range(math.inf))",
    "list(itertools.repeat(1, math.nan))", "list(itertools.repeat(1, -5))", "list(itertools.islice([1], -1))",
    "next(itertools.count('x'))", "(x := 1)", "(yield)", "(yield from ())", "lambda *a, **k: a", "0x_f", "1_000_000",
    "'{:c}'.format(10**10)", "'{²}'.format(1)", "'a'.split('b', 10**30)", "next(itertools.count(math.inf))",
    "next(itertools.count(math.nan))", "list(itertools.count(-(10**400)))", "list(enumerate([1], math.inf))",
    "list(enumerate([1], math.nan))", "list(itertools.islice([1], math.nan))", "list(range(10**400, 10**401))",
    "list(range(0, 1, 10**400))", "max(math.nan, 1)", "random.uniform(math.nan, math.nan)",
]  # fmt: skip

SHAPES = {
    "argument": """
def start():
    value = {value}
    replicate.trainings.create({version!r}, input={{"input_images": value}}, destination=value, webhook=value)
""",
    "pace": """
async def wait():
    training = replicate.trainings.get("id")
    while training.status != "succeeded":
        time.sleep({value})
        training.reload()
""",
    "everywhere": """
TABLE = {{"a": 1, **{{"b": {value}}}}}
class Job:
    kind = {value}
    def start(self, given={value}):
        for item in {value}:
            made = {{given: item, "input_images": [item, f"s3://{{item!r:>10}}/" + str(given)], **TABLE}}
            replicate.trainings.create(version={version!r}, input=made, destination=f"{{given}}/{{self.kind}}")
""",
}


@pytest.mark.parametrize("value", [*HUGE, *ENDLESS, *FAULTS], ids=lambda value: value[:60])
def test_no_value_raises_or_takes_long(value: str) -> None:
    started = time.process_time()
    for shape in SHAPES.values():
        assert isinstance(drafts_of(HEAD + shape.format(value=value, version=VERSION)), list)
    assert time.process_time() - started < MOST_SECONDS
