// The report's look: paper white and true dark, one accent, tabular figures, one printed page per patient.

export const REPORT_STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1d2429;--soft:#566069;--line:#d5dadd;--light:#d5dadd;--wash:#f4f6f6;--accent:#0b6b63;--without:#8a5a00;--band:#0b6b6326;--band2:#8a5a0022}
@media (prefers-color-scheme:dark){:root{--paper:#14181a;--ink:#e3e7e8;--soft:#a3adb3;--line:#384045;--light:#4a545a;--wash:#1d2326;--accent:#5fc4b8;--without:#e0b050;--band:#5fc4b833;--band2:#e0b0502b}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:54rem;margin:0 auto;padding:1.5rem 1rem 3rem}
h1{font-size:1.625rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.25rem;line-height:1.3;margin:0 0 .25rem}
h3{font-size:1.0625rem;margin:1.25rem 0 .25rem}
p{margin:.25rem 0 .5rem;max-width:44rem}
.soft{color:var(--soft)}
.small{font-size:.875rem}
.verdict{font-size:1.25rem;line-height:1.35;font-weight:600;margin:.25rem 0}
.patient{border-top:2px solid var(--line);padding-top:1.25rem;margin-top:2rem}
.treatment{margin-top:1rem}
svg{display:block;width:100%;height:auto;margin:.5rem 0}
svg text{fill:var(--soft);font:11px system-ui,sans-serif}
.scroll{overflow-x:auto}
.narrow{display:none}
@media screen and (max-width:44rem){.broad{display:none}.narrow{display:block}.scroll th.bar,.scroll td.bar{display:none}.scroll table{font-size:.875rem}.scroll th,.scroll td{padding-right:.5rem}}
@media screen and (max-width:30rem){.scroll th.logged,.scroll td.logged{display:none}}
.legend .entry{display:inline-block;margin-right:1rem}.legend svg{display:inline-block;width:auto;height:.8em;margin:0 .35em 0 0;vertical-align:-.02em}
table{border-collapse:collapse;margin:.5rem 0;width:100%}
th,td{text-align:left;padding:.2rem .75rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
tbody th{width:56%}
thead th{color:var(--soft);font-size:.875rem}
td.number,th.number{text-align:right}
.scroll td,.scroll th{white-space:nowrap;width:auto}
.also tbody th{width:32%}
svg.effect{max-width:30rem;overflow:visible}
@media (max-width:30rem){svg.effect text{font-size:15px}}
svg.three{max-width:24rem}
h4{font-size:1rem;margin:1rem 0 .25rem}
.evidence{display:grid;grid-template-columns:24rem minmax(0,26rem);grid-template-rows:auto auto auto 1fr;column-gap:2rem}
.evidence>*{grid-column:2}.evidence h4{grid-column:1/-1}.evidence svg{grid-column:1;grid-row:2/5}.evidence tbody th{width:auto}.evidence th,.evidence td{white-space:nowrap}
@media screen and (max-width:52rem){.evidence{display:block}.evidence table{max-width:24rem}}
ul{margin:.25rem 0 .5rem;padding-left:1.25rem}
details{margin:.5rem 0}
summary{cursor:pointer;color:var(--accent)}
a{color:var(--accent)}
.ink{stroke:var(--ink)}.fill-ink{fill:var(--ink)}.line{stroke:var(--line)}.light{fill:var(--light)}.ring{fill:var(--paper);stroke:var(--ink);stroke-width:.8}.ring.missing{stroke:var(--soft)}.track{fill:none;stroke:var(--accent);stroke-width:4}.hollow{stroke-width:1.2}.dashed{stroke-dasharray:3 2}.thin{stroke-width:1.5}
.threshold{stroke:var(--soft);stroke-dasharray:2 3}
.lived{fill:none;stroke:var(--accent);stroke-width:2}.without{fill:none;stroke:var(--without);stroke-width:2;stroke-dasharray:5 3}
.name,.zero{fill:var(--ink)}.name{font-weight:600;paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.curve-trials{fill:none;stroke:var(--soft);stroke-width:1.5;stroke-dasharray:1.5 2.5}.curve-diary{fill:none;stroke:var(--accent);stroke-width:1.5;stroke-dasharray:6 3}.curve-both{fill:none;stroke:var(--accent);stroke-width:2}
.fill-trials{fill:none}.fill-diary,.fill-both{fill:var(--band)}
.band-lived{fill:var(--band)}.band-without{fill:var(--band2)}.use{fill:var(--accent)}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--light:#ccc;--accent:#000;--without:#555;--band:#0000001a;--band2:#0000000d}body{font-size:8.5pt;line-height:1.3}svg{margin:.15rem 0}svg.effect{max-width:16rem}svg.effect text{font-size:16px}svg.three{max-width:17rem}.numbers:has(svg){display:grid;grid-template-columns:1fr 12.5rem;column-gap:1rem;align-items:center}.numbers tbody th{width:auto}.numbers td{white-space:nowrap}.treatment{margin-top:.5rem}.evidence{grid-template-columns:17rem 1fr;column-gap:1.5rem}h4{font-size:9pt;margin:.4rem 0 .1rem}thead th{font-size:8pt}.small{font-size:8pt}table,.also-heading{margin:.1rem 0}h3{font-size:10.5pt;margin:.5rem 0 .1rem}th,td{padding-top:.05rem;padding-bottom:.05rem}main{max-width:none;padding:0}.patient{break-before:page;border:0;margin:0;padding:0}.patient.only{break-before:auto}.trial{break-before:page}.trial+.trial{break-before:auto}details::details-content{content-visibility:visible;block-size:auto}summary{color:inherit;list-style:none}h1{font-size:15pt}h2{font-size:13pt}.verdict{font-size:12pt}p{max-width:none;margin:.15rem 0 .3rem}tr,svg,.days,.course{break-inside:avoid}h1,h2,h3,h4,summary,.also-heading{break-after:avoid}dl{columns:2;column-gap:1.5rem;font-size:7.5pt;margin:.2rem 0}dd{margin:0 0 .25rem}dt{break-after:avoid}details{margin:.15rem 0}@page{size:A4;margin:12mm}}
`
