"""Fifty harmless texts that would become an element, a handler or a script where text became HTML.

Each holds the word `probe`: as an attribute `data-probe`, or as a call of `probe()`, which the page
counts. They are tried against our own guards and do nothing else.
"""

_CALL = "probe()"
_ELEMENTS = (
    "<b data-probe>x</b>",
    "<B DATA-PROBE>x</B>",
    "<b\tdata-probe\n>x",
    "<b/data-probe/>x",
    "<<b data-probe>x</b>",
    "<b data-probe",
    "<p><b data-probe>x",
    "</p><b data-probe>x</b><p>",
    "</textarea><b data-probe>x</b>",
    "</title><b data-probe>x</b>",
    "</style><b data-probe>x</b>",
    "</script><b data-probe>x</b>",
    "</option></select><b data-probe>x</b>",
    "</td></tr></table><b data-probe>x</b>",
    "</code></pre><b data-probe>x</b>",
    "--><b data-probe>x</b>",
    "]]><b data-probe>x</b>",
    "<!--><b data-probe>x</b>-->",
    "&lt;b data-probe&gt;x&lt;/b&gt;<b data-probe>x</b>",
    "\u2028<b data-probe>x</b>",
    "\ufeff<b data-probe>x</b>",
    "x\x0b<b data-probe>x</b>",
)
_ATTRIBUTES = (
    '" data-probe x="',
    "' data-probe x='",
    '"><b data-probe>x</b>',
    "'><b data-probe>x</b>",
    "\">'><b data-probe>x</b>",
    "` data-probe x=`",
    '" onfocus="probe()" autofocus data-probe="',
    "' onmouseover='probe()' data-probe='",
    '" style="animation:a" onanimationstart="probe()" data-probe="',
)
_HANDLERS = (
    f"<img src=x onerror={_CALL} data-probe>",
    f"<img src=x onerror={_CALL} data-probe//",
    f"<svg onload={_CALL} data-probe>",
    f"<svg><animate onbegin={_CALL} attributeName=x dur=1s data-probe>",
    f"<details open ontoggle={_CALL} data-probe>x</details>",
    f"<input autofocus onfocus={_CALL} data-probe>",
    f"<video><source onerror={_CALL} data-probe></video>",
    f"<body onpageshow={_CALL} data-probe>",
    f"<marquee onstart={_CALL} data-probe>x</marquee>",
)
_SCRIPTS = (
    f"<script data-probe>{_CALL}</script>",
    f"</script><script data-probe>{_CALL}</script>",
    f"<svg><script data-probe>{_CALL}</script></svg>",
    f"<iframe srcdoc='<b data-probe>{_CALL}</b>' data-probe></iframe>",
    f"<a href='javascript:{_CALL}' data-probe>x</a>",
    f"<a href='java\tscript:{_CALL}' data-probe>x</a>",
    f"[x](javascript:{_CALL}) <b data-probe>x</b>",
    f"<form action='javascript:{_CALL}' data-probe><button>x</button></form>",
    f"<math><a xlink:href='javascript:{_CALL}' data-probe>x</a></math>",
    f"<base href='javascript:{_CALL}//' data-probe>",
)
PROBES = (*_ELEMENTS, *_ATTRIBUTES, *_HANDLERS, *_SCRIPTS)

COUNT_CALLS = "window.probed = 0; window.probe = () => { window.probed += 1; };"
"""Before any script of a page."""
TRACES = """() => [
  ...[...document.querySelectorAll("[data-probe]")].map((element) => element.outerHTML),
  ...[...document.querySelectorAll("*")].flatMap((element) => [...element.attributes]
    .filter(({ name, value }) => (name.startsWith("on") || name === "href" || name === "action")
      && value.includes("probe()") && !value.includes("#"))
    .map(({ name, value }) => `${name}=${value}`)),
  ...[...document.scripts].filter(({ text }) => text.includes("probe()")).map(({ text }) => text),
  ...(window.probed ? [`probe() ran ${window.probed} times`] : []),
]"""
"""What of the texts became more than text, anywhere in the page."""
