"""Outcomes and codes of the records in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from calculators.engines.cover.record import Fact, Outcome, Plan, text, texts

OUTCOMES: Mapping[Outcome, str] = {
    "covered": "Covered",
    "covered_if": "Covered, with conditions",
    "partly": "In part",
    "unclear": "Unclear",
    "unknown": "Not known",
    "none": "Nobody",
    "excluded": "Left out",
    "reverse": "You may owe them",
    "not_applicable": "Can’t arise",
}
VOIDS = {
    "knew": "You knew, or should have known, that it infringes",
    "filters_off": "Filters, citations or safety features switched off or ignored",
    "modified": "It was changed",
    "combined": "Used together with products or content of others",
    "input_rights": "No rights in what you put in",
    "trademark": "A claim about a trademark used in trade",
    "third_party": "It came from an offering of somebody else",
    "beta": "Alpha, beta and preview features",
    "fraud_breach": "Fraud, intent, unlawful acts or a breach of the agreement",
    "patent": "Practising a patented invention found in the output",
    "unpaid": "Use that is not paid for",
    "after_notice": "Used on after a notice",
    "tuning_rights": "No rights in the data that you tuned it with",
    "not_listed": "A service, model or version that is not listed or not generally available",
    "free": "Free use, trials and credits",
    "breach": "A breach of the terms",
    "third_party_services": "Services of others that an agent reached",
    "mitigations": "The required mitigations were not in place",
    "metaprompt": "No system prompt against infringement",
    "report": "No report of a test kept",
    "protected_material": "The check for protected material or the jailbreak shield was off",
    "async": "Output that the delayed filter flagged afterwards",
    "not_covered_product": "A product that the promise does not name",
    "fine_tuned": "There would be no claim without your tuning",
    "records": "No records that show you qualify",
    "unlawful": "Not keeping to the law",
    "unauthorised": "Use that was not authorised",
    "in_own_product": "What you bundle it with",
    "prompted": "Prompts meant to infringe, or reckless ones",
    "customised": "The service was customised by others",
    "third_party_terms": "A breach of the model’s own terms",
    "geography": "Rights other than US patents, copyrights and trade secrets",
    "specific_use": "Your use infringes, the output alone does not",
    "indirect": "Anything but direct infringement",
    "not_ibm_model": "Models of others",
}
"""What voids a promise."""
CLAIM = {
    "notice": "tell the vendor at once",
    "late_notice": "late notice counts only if it does real harm to the case",
    "help": "help",
    "control": "let the vendor lead the defence",
    "records": "keep records",
    "prove": "prove that you met each condition",
    "six_months": "take up new mitigations within six months",
    "admit_nothing": "admit nothing that harms the case",
    "not_end_users": "claims of your own users don’t count",
}
"""What to do once there is a claim."""
PAID = {
    "yes": "Only for use that is paid for.",
    "not_asked": "The clause asks for no payment.",
    "changes_nothing": "Paying for it changes nothing.",
    "some_free_tiers": "Some free tiers are left out by name.",
    "cap": "It asks for no payment, but it ends at what you paid.",
    "unknown": "Whether it must be paid for is not known.",
}
ANSWERS = {
    "no": "No",
    "yes": "Yes",
    "": "Not known",
    "unclear": "Unclear",
    "not_stated": "The text does not say",
    "depends": "It depends",
    "no_unless_you_opt_in": "No, unless you say yes",
    "yes_unless_opt_out": "Yes, unless you switch it off",
    "yes_no_opt_out": "Yes, and no switch is named",
    "unknown": "Not known",
    "limited": "In few cases",
    "flagged_content": "Text that was flagged",
    "flagged_only": "Only text that was flagged",
    "flagged_and_feedback": "Flagged text and feedback",
    "on_suspicion": "On suspicion of abuse",
    "on_detection": "When abuse is detected",
    "on_abuse": "In case of abuse",
    "anyone_who_gets_in": "Anybody who gets in",
    "depends_on_host": "It depends on the host",
    "depends_on_provider": "It depends on the provider",
    "by_request": "On request",
    "by_arrangement": "By arrangement",
    "by_agreement": "By agreement",
    "by_application": "On application",
    "by_setting": "By a setting",
    "by_steps": "In several steps",
    "by_design": "By its nature",
    "by_signature": "If both sign one",
    "by_signature_and_only_with_zero_retention": "If both sign one, and only with zero retention",
    "partly": "In part",
    "default": "By default",
    "default_except_some_models": "By default, but not for some models",
    "default_for_open_models": "By default for open models",
    "paid_yes_unpaid_outside_europe_no": "For paid use yes, for free use outside Europe no",
    "not_in_these_texts": "Not in these texts",
    "businesses_only": "For businesses alone",
    "yes_organisations": "For organisations",
    "not_needed": "Not needed",
    "needed_if_you_host_for_others": "Needed if you host for others",
}
"""Codes of facts about your text."""
CLAUSES = {
    "SST": "Service Specific Terms",
    "CCC": "Customer Copyright Commitment",
    "licences.json": "the licence of the weights",
    "list": "list of covered services",
    "page": "IBM’s page",
}
"""Short names in clauses."""
KINDS = {
    "personal": "This is a personal plan, made for people rather than firms. No paid tier of it "
    "brings the terms of a business plan.",
    "free": "This is free use. Paid use falls under other rules for your text.",
    "router": "It passes your requests on to hosts, and nobody’s promise on to you.",
    "own": "No vendor stands behind it. No vendor is sent your text either.",
}
"""What kind of plan it is; nothing to say of a business plan."""


def clause_words(clause: str) -> str:
    """A clause with its short names written out.

    >>> clause_words("SST 17(i)(ii)"), clause_words("9.1(4); 9.2(d)"), clause_words("list; SST")
    ('Service Specific Terms 17(i)(ii)', 's.9.1(4); 9.2(d)', 'list of covered services; Service \
Specific Terms')
    """
    section = "s." if clause[:1].isdigit() else ""
    return section + " ".join(_word(each) for each in clause.split(" "))


def _word(each: str) -> str:
    bare = each.rstrip(";:,")
    return CLAUSES.get(bare, bare) + each[len(bare) :]


def name_of(plan: Plan) -> str:
    """The plan as people call it, with its vendor unless its name says that.

    >>> from calculators.engines.cover.record import plan
    >>> name_of(plan("openai-api")), name_of(plan("local-open-weights"))
    ('OpenAI API platform', 'Open weights on your own machine')
    """
    if plan.kind == "own" or plan.vendor in plan.name or plan.name.startswith(_BRANDS):
        return plan.name
    return f"{plan.vendor} {plan.name}"


_BRANDS = ("ChatGPT", "Claude", "Gemini", "Copilot", "Grok", "Azure", "Amazon", "Kimi", "Qwen")
"""Names that need no vendor before them."""


def vendor_of(plan: Plan) -> str:
    """Who would have to pay: the vendor, or whoever made the weights."""
    return "the maker of the weights" if plan.kind == "own" else plan.vendor


def where(at: str) -> str:
    """Texts and clauses with the names of the texts.

    >>> where("oai-osa 4.2; oai-ep")
    'OpenAI Services Agreement 4.2; Enterprise privacy at OpenAI'
    """
    return "; ".join(filter(None, map(_named, at.split("; "))))


def _named(part: str) -> str:
    ident, _, clause = part.partition(" ")
    return f"{text(ident).name} {clause}".rstrip() if ident in texts() else ""


def said(fact: Fact, answer: str) -> str:
    """A fact about your text in a line or two."""
    head = "" if not answer and fact.says else f"{ANSWERS[answer]}."
    lead = "What is left to you" if answer == "yes_no_opt_out" else "To switch it off"
    switch = f"{lead}: {fact.switch}" if fact.switch and answer != "no_unless_you_opt_in" else ""
    flagged = f"Flagged text: {fact.flagged}" if fact.flagged else ""
    return " ".join(filter(None, (head, fact.says, switch, flagged)))


def text_rows(plan: Plan, home: str) -> Iterator[tuple[str, str, str]]:
    """What happens to your text: the subject, what the plan says on it, and where it stands."""
    subjects = {
        "Trained on": plan.training,
        "Kept": plan.kept,
        "Read by people": plan.review,
        "Zero retention": plan.zero,
        "Data processing agreement": plan.dpa,
        "Agreement for health data (BAA)": plan.baa,
        "Place": plan.place,
    }
    for subject, fact in subjects.items():
        yield subject, _with_days(fact, said(fact, fact.code(home))), where(fact.at) or "–"


def _with_days(fact: Fact, words: str) -> str:
    if not fact.days or str(fact.days) in fact.says:
        return words
    return f"{fact.days} days. {words}"
