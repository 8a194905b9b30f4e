PYTHON ?= python3
VERBS := serve build test check fix bench lock model calculator prices clean

.PHONY: $(VERBS)
$(VERBS): ## Each does its own set-up; ARGS="…" is handed on, as in make test ARGS="-k memory".
	@$(PYTHON) -m tools $@ $(ARGS)

# make model ID=owner/name CONFIG=path/to/config.json (without CONFIG it is downloaded)
model: ARGS = $(if $(ID),"$(ID)") $(if $(CONFIG),--config "$(CONFIG)")

# make calculator NAME=how-many-tokens TITLE="How many tokens?"
calculator: ARGS = $(NAME) $(if $(TITLE),"$(TITLE)")

# make prices, or after a new version of genai-prices: make prices RELEASED=2026-11-10
prices: ARGS = $(RELEASED)
