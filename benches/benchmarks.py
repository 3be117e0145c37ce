#!/usr/bin/env python3
"""Writes docs/benchmarks.md: custclass beside cat, wc, DuckDB, Polars and the bare libraries, in one interleaved run.

    cargo build --release --example bare_copy --bin custclass
    benches/benchmarks.py --bench DIR [--data DIR] [--turns 2] [--only csv1m,sum1m]

DIR is the benchmark's folder: gen.py makes the lists, bench.py times commands in turn and peers/ holds the same job for other tools; its
README says how its Python environment (DIR/env, or --python) is set up. Lists are made in --data where they are not there yet: 10,000,000
rows take 1.7 GB, and each output as much again. With --only, parts that are left out keep what the page says of them. Every command runs so many --turns behind each other
one (with ten million rows: one).
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from statistics import median

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PAGE = os.path.join(ROOT, "docs", "benchmarks.md")
RULES = os.path.join(HERE, "pyramid.toml")

# part: rows, ending, what is done
PARTS = {
    "start": (20, "csv", "score"),
    "csv100k": (100_000, "csv", "score"),
    "csv1m": (1_000_000, "csv", "score"),
    "csv10m": (10_000_000, "csv", "score"),
    "sum1m": (1_000_000, "csv", "report"),
    "sum10m": (10_000_000, "csv", "report"),
    "xlsx100k": (100_000, "xlsx", "score"),
    "xlsx1m": (1_000_000, "xlsx", "score"),
}
TITLES = {
    "start": "20 rows, CSV to CSV",
    "csv100k": "100,000 rows, CSV to CSV",
    "csv1m": "1,000,000 rows, CSV to CSV",
    "csv10m": "10,000,000 rows, CSV to CSV",
    "sum1m": "1,000,000 rows, the summary alone",
    "sum10m": "10,000,000 rows, the summary alone",
    "xlsx100k": "100,000 rows, XLSX to XLSX",
    "xlsx1m": "1,000,000 rows, XLSX to XLSX",
}
# part: what custclass is held against: (other command, at most this many times its time)
LIMITS = {
    "csv1m": [("cat", 2.0), ("DuckDB", 1 / 8), ("Polars", 1 / 8)],
    "csv10m": [("cat", 2.0), ("DuckDB", 1 / 10), ("Polars", 1 / 10)],
    "sum1m": [("wc -l", 3.0), ("DuckDB", 1 / 7), ("Polars", 1 / 7)],
    "sum10m": [("wc -l", 3.0), ("DuckDB", 1 / 5), ("Polars", 1 / 5)],
    "xlsx100k": [("bare libraries", 1.0)],
    "xlsx1m": [("bare libraries", 1.0)],
}


def commands(part, given, path):
    """The commands of a part: name and command line, the yardstick first, custclass second."""
    _, ending, does = PARTS[part]
    own = given.custclass
    peer = "%s %s" % (given.python, os.path.join(given.bench, "peers"))
    if ending == "xlsx":
        return [
            ("bare libraries", "%s %s {out.xlsx}" % (given.bare, path)),
            ("custclass", "%s score %s -r %s -o {out.xlsx}" % (own, path, RULES)),
        ]
    if does == "report":
        return [
            ("wc -l", "wc -l %s" % path),
            ("custclass", "%s report %s -r %s --by pyramid" % (own, path, RULES)),
            ("DuckDB", "FORM=cut %s/duckdb_peer.py %s" % (peer, path)),
            ("Polars", "FORM=cut %s/polars_peer.py %s" % (peer, path)),
        ]
    return [
        ("cat", 'sh -c "cat %s > {out.csv}"' % path),
        ("custclass", "%s score %s -r %s -o {out.csv}" % (own, path, RULES)),
        ("DuckDB", "FORM=cut %s/duckdb_peer.py %s {out.csv}" % (peer, path)),
        ("Polars", "FORM=cut %s/polars_peer.py %s {out.csv}" % (peer, path)),
    ]


def made(given, rows, ending):
    """The path of a list of so many rows, which is made where it is not there."""
    path = os.path.join(given.data, "c%d.%s" % (rows, ending))
    if not os.path.exists(path):
        subprocess.run([given.python, os.path.join(given.bench, "gen.py"), str(rows), path], check=True)
    read_from_disk(path)
    return path


def read_from_disk(path):
    """Puts a list into memory anew, in large pieces. One that has lain there since it was written may lie in pieces of four KiB, as memory was at that
    time, and whoever reads it takes up to twice the time for that."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while file.read(1 << 20):
            pass


def orders(count):
    """So many orders of so many commands in which each of them comes right behind each other one once (where the number is even)."""
    steps = [0] + [step // 2 + 1 if step % 2 == 0 else count - step // 2 - 1 for step in range(count - 1)]
    return [[(step + row) % count for step in steps] for row in range(count)]


def timed(part, given):
    """How many rounds there were, and every command's figures in them.

    On a virtual machine, memory that a process gives back goes back to the host after a while, and costs time when it is asked for anew: a
    run right behind a large process has it at hand. So every command comes behind every other one equally often."""
    rows, ending, _ = PARTS[part]
    listed = commands(part, given, made(given, rows, ending))
    turns = orders(len(listed)) * (1 if rows >= 10_000_000 else given.turns)
    if part == "xlsx1m":
        turns = turns[:1]
    figures = {name: None for name, _ in listed}
    for number, turn in enumerate(turns):
        for name, command in (listed[place] for place in turn):
            once = timed_once(name, command, given, warm=number == 0 and part != "xlsx1m")
            if figures[name] is None:
                figures[name] = once
            else:
                for key in ("wall", "cpu", "rss"):
                    figures[name][key] += once[key]
    return len(turns), list(figures.values())


def timed_once(name, command, given, warm):
    """The figures of one run, perhaps with another one before it that does not count."""
    with tempfile.NamedTemporaryFile(suffix=".json") as figures:
        argv = [given.python, os.path.join(given.bench, "bench.py"), "-n", "1", "--tmp", given.data]
        argv += ["--warmup", "1" if warm else "0", "--json", figures.name, "%s=%s" % (name, command)]
        subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return json.load(open(figures.name))[0]


def section(part, rounds, figures):
    """A part of the page: the table, and a sentence for each demand."""
    yardstick = figures[0]
    lines = ["## " + TITLES[part], "", "%d round%s." % (rounds, "" if rounds == 1 else "s"), ""]
    lines += ["| | wall, median | least – most | CPU | peak memory | × %s |" % yardstick["name"], "|---|---:|---:|---:|---:|---:|"]
    for command in figures:
        kib = command["small"] or median(command["rss"])
        lines.append("| %s | %.3f s | %.3f – %.3f | %.2f s | %.0f MiB | %.2f |" % (
            command["name"], median(command["wall"]), min(command["wall"]), max(command["wall"]), median(command["cpu"]),
            kib / 1024, ratio(command, yardstick)))
    own = next(command for command in figures if command["name"] == "custclass")
    lines.append("")
    for other, most in LIMITS.get(part, []):
        other = next(command for command in figures if command["name"] == other)
        here = ratio(own, other)
        holds = "holds" if here <= most else "does not hold"
        if most < 1:
            lines.append("- %.1f times faster than %s; demanded are %.0f: %s." % (1 / here, other["name"], 1 / most, holds))
        else:
            lines.append("- %.2f times as long as %s; demanded is at most %.1f: %s." % (here, other["name"], most, holds))
    return "\n".join(lines).rstrip() + "\n"


def ratio(one, other):
    """The median of the ratios of the same round."""
    return median(a / b for a, b in zip(one["wall"], other["wall"]))


def kept_sections():
    """What the page says already, by part."""
    if not os.path.exists(PAGE):
        return {}
    chapters = re.split(r"(?m)^## ", open(PAGE, encoding="utf-8").read())[1:]
    by_title = {chapter.split("\n", 1)[0]: "## " + chapter.rstrip() + "\n" for chapter in chapters}
    return {part: by_title[title] for part, title in TITLES.items() if title in by_title}


def machine():
    model = re.search(r"(?m)^model name\s*:\s*(.*)$", open("/proc/cpuinfo").read())
    memory = int(re.search(r"MemTotal:\s*(\d+)", open("/proc/meminfo").read()).group(1)) / (1 << 20)
    return "%s, %d processors, %.0f GiB, Linux %s" % (
        model.group(1) if model else "unknown processor", os.cpu_count(), memory, os.uname().release.split("-")[0])


def printed(argv):
    return subprocess.run(argv, capture_output=True, text=True, check=True).stdout.strip()


HEAD = """# Benchmarks

One job, done by every tool on the same list: three labels for each customer by revenue (1 / 4 / 15 / 80 % of the customers, 80 / 15 / 5 % of the
revenue, and fixed bounds), every row written out again in its order with the labels behind it, and the summary. The list has 14 columns and
170 bytes a row, names in Chinese and Latin letters, quoted names and line breaks in quotes. DuckDB and Polars do it in their faster form: the
revenue alone first, for the lines, then a pass over the rows. What they write is the same, byte for byte.

The commands of each part run in turn, round by round, so that a drift of the machine falls on all alike, and in orders in which each comes right
behind each other one equally often: a virtual machine hands memory back to its host, so whoever runs behind a large process has an advantage. A
ratio is the median of the ratios within a round. The list was read from the disk once before, outputs are new files, nothing is waited for on the disk. Peak memory is that of the largest process.

```console
$ custclass score c1000000.csv -r benches/pyramid.toml -o out.csv
$ custclass report c1000000.csv -r benches/pyramid.toml --by pyramid
```

Written by `benches/benchmarks.py`. Machine: {machine}. {versions}.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", required=True)
    parser.add_argument("--data")
    parser.add_argument("--python")
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--custclass", default=os.path.join(ROOT, "target/release/custclass"))
    parser.add_argument("--bare", default=os.path.join(ROOT, "target/release/examples/bare_copy"))
    given = parser.parse_args()
    given.bench = os.path.abspath(given.bench)
    given.data = os.path.abspath(given.data or os.path.join(given.bench, "data"))
    given.python = given.python or os.path.join(given.bench, "env/bin/python")
    os.makedirs(given.data, exist_ok=True)
    sections = kept_sections()
    for part in given.only.split(","):
        print(TITLES[part], file=sys.stderr)
        sections[part] = section(part, *timed(part, given))
    peers = printed([given.python, "-c", "import duckdb, polars; print('DuckDB %s, Polars %s' % (duckdb.__version__, polars.__version__))"])
    versions = "%s, %s" % (printed([given.custclass, "--version"]), peers)
    page = HEAD.format(machine=machine(), versions=versions) + "".join("\n" + sections[part] for part in PARTS if part in sections)
    notes = os.path.join(HERE, "benchmarks.notes.md")
    if os.path.exists(notes):
        page += "\n" + open(notes, encoding="utf-8").read()
    with open(PAGE, "w", encoding="utf-8") as out:
        out.write(page)


if __name__ == "__main__":
    main()
