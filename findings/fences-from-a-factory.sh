#!/usr/bin/env bash
# A fence that a function has made works in MkDocs and ends a build with Zensical.
#
# Packages: zensical 0.0.73, mkdocs 1.6.1, pymdown-extensions 13.1.2 (PyPI).
# Guess:    Zensical reads mkdocs.yml, so a formatter of superfences that is named there works in both.
# Seen:     MkDocs builds the page. Zensical stops before it reads a page: "Can't pickle local object". With the same
#           formatter written as a plain function, both build the page with the fence in it.
# Why:      Zensical pickles its settings, formatters among them, and pickle names a function by its module and its
#           qualified name. One that another function returned has none by which it could be found again.
# For us:   our formatters are objects that name the variable that holds them (`site_plugins/fences/__init__.py`).
#
# Installs into a temporary folder, runs none of this project's code, and fails if the packages behave otherwise.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
export PATH="$place/venv/bin:$PATH" PYTHONPATH="$place/project" NO_MKDOCS_2_WARNING=1
pip install --quiet --disable-pip-version-check "zensical==0.0.73" "mkdocs==1.6.1" "pymdown-extensions==13.1.2"
mkdir -p "$place/project/docs"
cd "$place/project"

cat > fences.py <<'PYTHON'
from html import escape


def boxed(tag):
    def formatter(source, language, css_class, options, md, **_):
        return f"<{tag} class='boxed'>{escape(source)}</{tag}>"

    return formatter


def plain(source, language, css_class, options, md, **_):
    return f"<aside class='boxed'>{escape(source)}</aside>"


made = boxed("aside")
PYTHON
printf '# Speed\n\n```box\nbytes over bandwidth\n```\n' > docs/index.md

# build NAME COMMAND…: prints whether the built page holds the fence
build() {
  printf 'site_name: Speed\nmarkdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n' > mkdocs.yml
  printf '        - {name: box, class: box, format: !!python/name:fences.%s }\n' "$1" >> mkdocs.yml
  rm -rf site
  "${@:2}" > said.txt 2>&1 || true
  if grep -q "<aside class=.boxed.>bytes over bandwidth" site/index.html 2> /dev/null; then
    echo "built"
  else
    grep -o "Can't pickle local object" said.txt | head -1
  fi
}

for formatter in plain made; do
  for builder in mkdocs zensical; do
    seen="$formatter, $builder: $(build "$formatter" "$builder" build)"
    echo "$seen"
    echo "$seen" >> "$place/seen.txt"
  done
done
diff "$place/seen.txt" - <<'EXPECTED'
plain, mkdocs: built
plain, zensical: built
made, mkdocs: built
made, zensical: Can't pickle local object
EXPECTED
