PYTHON ?= python3
VERBS := serve build test check fix bench lock clean

.PHONY: $(VERBS)
$(VERBS): ## Each does its own set-up; ARGS="…" is handed on, as in make test ARGS="-k memory".
	@$(PYTHON) -m tools $@ $(ARGS)
