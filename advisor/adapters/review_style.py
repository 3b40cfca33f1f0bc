"""The look of the static review: one style sheet without anything from outside."""

# Ground and edge of each topic's label; the ink is always dark, so contrast holds on each.
_TOPIC_COLOURS = (
    ("#fde2c8", "#8a4b08"),
    ("#fbd5d5", "#9b1c1c"),
    ("#e4dcfb", "#5521b5"),
    ("#d5f0e3", "#046c4e"),
    ("#fdf0b8", "#723b13"),
    ("#d3e6fb", "#1e429f"),
    ("#fbd6e9", "#99154b"),
    ("#d5eef2", "#0e5a6b"),
    ("#e6ecd0", "#3f5412"),
    ("#e3e5ea", "#374151"),
)
_BASE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1c2430;background:#fff;
overflow-wrap:anywhere}
header,footer{padding:1rem;border-bottom:1px solid #d5d9df}
footer{border:0;color:#595f69;font-size:.9rem}
h1{font-size:1.5rem;line-height:1.25;margin:.2rem 0}
h2{font-size:1.2rem;color:#1b5e5a;margin:1.5rem 0 .5rem}
h3{font-size:1rem;margin:0 0 .4rem}
p{margin:.4rem 0}
a{color:#12504c}
.by{color:#595f69;margin:0}
.notice{background:#fff2c2;padding:.5rem .75rem;border-left:4px solid #8a6d00}
main{padding:0 1rem}
.stop{border:2px solid #9b1c1c;padding:0 .75rem .75rem;margin-top:1rem}
.stop h2{color:#9b1c1c}
.gap{border-left:4px solid #8d96a3;padding:.25rem 0 .25rem .75rem;margin:0 0 1rem}
.gap.high{border-color:#9b1c1c}
.risk{font-weight:400;color:#595f69}
blockquote{margin:.25rem 0;padding:.5rem .75rem;background:#eef4f3;white-space:pre-line}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #b9c4c3;padding:.4rem .5rem;text-align:left;vertical-align:top;
font-weight:400}
thead th{background:#1b5e5a;color:#fff}
tbody th,.verdict{font-weight:600}
tr>*{overflow-wrap:normal}
td:last-child{overflow-wrap:anywhere}
.quote{display:inline-block;margin:.1rem 0}
.text{white-space:pre-wrap;border:1px solid #d5d9df;padding:1rem;background:#fbfbfa}
mark{color:#1c2430;padding:.05rem 0;text-decoration:underline;text-decoration-thickness:2px}
mark.against,mark.harm{text-decoration-style:wavy}
mark.fault{background:#f1f1f1;text-decoration-style:dotted}
mark.harm{background:#fbd5d5}
.tag{display:inline-block;font-size:.75rem;line-height:1.4;padding:0 .35rem;margin:0 .2rem;
border:1px solid;border-radius:.5rem;color:#1c2430;background:#fff;text-decoration:none;
white-space:nowrap}
:target{outline:3px solid #1b5e5a;outline-offset:2px}
@media (min-width:900px){main{display:grid;grid-template-columns:1fr 1fr;gap:2rem;
align-items:start}.brief{grid-column:1;grid-row:1}.report{grid-column:2;grid-row:1}}
@media (max-width:560px){thead{position:absolute;left:-9999px}
tr{display:block;border:1px solid #b9c4c3;margin-bottom:.6rem}
tbody th,td{display:block;border:0;padding:.2rem .5rem}}
@media print{body{font-size:11pt}main{display:block}.gap,tr{break-inside:avoid}
mark,.tag,thead th,blockquote{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""
CSS = _BASE + "".join(
    f".k{number}{{background:{ground};border-color:{edge};text-decoration-color:{edge}}}\n"
    for number, (ground, edge) in enumerate(_TOPIC_COLOURS, 1)
)
