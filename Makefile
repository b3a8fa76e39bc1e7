PYTHON ?= python3

.PHONY: run test bench check shot clean
run test bench check shot clean:
	@$(PYTHON) dashboard/setup.py $@
