"""How a report looks: ink on paper, no colour that carries meaning, A4 when printed."""

INK = "#1b2126"
SOFT = "#4a555f"
LINE = "#c3cad0"
PALE = "#eef1f4"
ACCENT = "#154273"
PAPER = "#ffffff"

CSS = """
:root{color-scheme:light}
*{box-sizing:border-box}
html{background:#fff}
body{margin:0 auto;max-width:760px;padding:36px 40px 48px;color:#1b2126;background:#fff;
font:15px/1.55 Arial,Helvetica,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:anywhere}
a{color:#154273}
header{border-top:4px solid #154273;padding-top:18px;margin-bottom:30px}
.kind{margin:0;color:#4a555f;font-size:13px}
h1{font-size:30px;line-height:1.2;font-weight:400;letter-spacing:-.01em;margin:4px 0 12px;text-wrap:balance}
h2{font-size:21px;line-height:1.3;font-weight:400;color:#154273;margin:44px 0 14px;padding-top:12px;border-top:1px solid #c3cad0}
h3{font-size:16px;line-height:1.35;margin:0}
h4{font-size:13px;margin:18px 0 6px;color:#1b2126}
p{margin:0 0 10px}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:3px 22px;margin:0;font-size:13.5px}
dl.facts dt{color:#4a555f}dl.facts dd{margin:0}
.draft{display:inline-block;border:1.5px dashed #4a555f;padding:1px 9px;border-radius:3px;font-size:13px}
.sealed{display:inline-block;border:1.5px solid #154273;padding:1px 9px;border-radius:3px;font-size:13px;color:#154273}
.counts{display:flex;flex-wrap:wrap;gap:8px 34px;list-style:none;margin:0 0 20px;padding:0}
.counts li{display:flex;align-items:center;gap:8px}.counts b{font-size:24px;font-weight:400;line-height:1}
.owed{border:1.5px solid #1b2126;border-left-width:6px;padding:10px 16px;margin:16px 0 20px;font-size:14px}
.untold{border-left:3px dashed #1b2126;padding:2px 0 2px 16px;margin:0 0 18px;font-size:14px}
.owed p,.untold p{margin:0 0 4px}.owed ul,.untold ul{margin:0;padding-left:20px}
.note{border-left:3px solid #c3cad0;padding:1px 0 1px 14px;margin:0 0 12px;color:#1b2126;font-size:14px}
article{border-top:1px solid #c3cad0;padding:16px 0 18px;break-inside:avoid}
.plain{padding:7px 0 8px}.plain h3{font-weight:400;font-size:15px}.plain .told{margin:0;font-size:12.5px}.plain .value{font-size:19px}.plain .absent{font-size:15px}
section>h3{margin:20px 0 4px}.story+table,.owed+table,.untold+table{margin-top:20px}
h2+article{border-top:0;padding-top:4px}
.head{display:grid;grid-template-columns:minmax(0,1fr) max-content;gap:4px 24px;align-items:baseline}
.value{font-size:27px;line-height:1.1;margin:0;text-align:right;white-space:nowrap}
.value small{font-size:13px;color:#4a555f}
.absent{font-size:15px;color:#4a555f}
.told{display:flex;flex-wrap:wrap;gap:2px 20px;margin:5px 0 0;font-size:13.5px;color:#4a555f;align-items:center}
.verdict{display:inline-flex;align-items:center;gap:6px;color:#1b2126;font-weight:700}
.mark{width:14px;height:14px;flex:none}
.story{margin:11px 0 0;padding-left:16px;border-left:3px solid #154273;font-size:15px;white-space:pre-line;max-width:62ch}
.silent{margin:11px 0 0;padding-left:16px;border-left:3px dashed #1b2126;font-size:14px}
.strip{display:block;width:100%;max-width:680px;height:auto;margin:10px 0 0}
figure{margin:20px 0 26px;break-inside:avoid}
figcaption{margin-bottom:8px}figcaption p{margin:3px 0 0;font-size:13.5px;color:#4a555f}
figure svg{display:block;width:100%;max-width:680px;height:auto}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.4;margin:4px 0 8px}
caption{text-align:left;color:#4a555f;font-size:12.5px;padding:0 0 4px}
th{text-align:left;font-weight:700;border-bottom:1.5px solid #1b2126;padding:4px 12px 4px 0;vertical-align:bottom}
td{border-bottom:1px solid #c3cad0;padding:4px 12px 4px 0;vertical-align:top}
figure table{width:auto;min-width:55%}
.all td{white-space:nowrap}
figure td,figure th{padding-right:16px}
th{overflow-wrap:break-word}tbody th{overflow-wrap:anywhere}
.n{text-align:right}td.n{overflow-wrap:normal}.short tbody th{white-space:nowrap}
tbody th{font-weight:400;border-bottom:1px solid #c3cad0;vertical-align:top}
th:last-child,td:last-child{padding-right:0}
.why{font-size:13.5px}.why h3{font-size:14px;margin:16px 0 3px}
.why ol{margin:0;padding-left:22px}.why li{margin:1px 0}
.why section{break-inside:avoid}
.rule{color:#4a555f;font-size:12px;white-space:nowrap}
.seal{font-size:12.5px;color:#4a555f}.seal code{font:12px/1.4 "Liberation Mono",monospace;overflow-wrap:anywhere;color:#1b2126}
.toc{font-size:14px;columns:2;column-gap:34px;margin:0 0 6px;padding-left:18px}
@page{size:A4;margin:16mm 15mm 17mm}
@media print{
body{max-width:none;padding:0;font-size:10.5pt}
header{margin-bottom:20px}
h1,h2,h3,h4,figcaption{break-after:avoid}
h2{margin-top:30px}
p,li{orphans:3;widows:3}
tr{break-inside:avoid}thead{display:table-header-group}
figure.long{break-inside:auto}
a{color:inherit;text-decoration:none}
.toc{display:none}
}
@media screen and (max-width:560px){body{padding:20px 18px}.head{grid-template-columns:1fr}.value{text-align:left}.toc{columns:1}}
"""
