PYTHON ?= python3
VERBS := serve build test coverage check fix bench fuzz audit lock lesson calculator model record prices refresh portable clean

.PHONY: $(VERBS)
$(VERBS): ## Each does its own set-up; ARGS="…" is handed on, as in make test ARGS="-k memory".
	@$(PYTHON) -m tools $@ $(ARGS)

# Titles go by the environment: in a line of a shell their quotes and $5 would vanish.
export GIVEN_TITLE := $(value TITLE)
title = $(if $(value TITLE),"$$GIVEN_TITLE")

# make model ID=owner/name CONFIG=path/to/config.json (without CONFIG it is downloaded)
model: ARGS = $(if $(ID),"$(ID)") $(if $(CONFIG),--config "$(CONFIG)")

# make calculator NAME=how-many-tokens TITLE="How many tokens?"
calculator: ARGS = "$(NAME)" $(title)

# make lesson SLUG=how-green-is-it TITLE="How green is it?" PART=hardware PATHS=owner,student
lesson: ARGS = "$(SLUG)" "$$GIVEN_TITLE" "$(PART)" $(if $(PATHS),--paths "$(PATHS)")

# make record KIND=machine ID=laptop-64gb, or with the file that it goes into: IN=openai
record: ARGS = $(KIND) $(if $(ID),"$(ID)") $(if $(IN),--in "$(IN)")

# make prices, or after a new version of genai-prices: make prices RELEASED=2026-11-10
prices refresh: ARGS = $(RELEASED)
