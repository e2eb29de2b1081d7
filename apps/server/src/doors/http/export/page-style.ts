/** A saved page's own style: the app's colours, light, dark and on paper. Rows off screen cost nothing. */
export const pageStyle = `
:root { color-scheme: light dark; --page: #ffffff; --text: #1e1927; --muted: #595463; --line: #e0dee5; --link: #2c4fa2; --well: #f1eff4; }
@media (prefers-color-scheme: dark) { :root { --page: #1a181e; --text: #eceaf0; --muted: #aba7b3; --line: #333039; --link: #a3baf9; --well: #2a2730; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-inline-size: 46rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header { border-block-end: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.3; }
header p, footer { color: var(--muted); font-size: .875rem; }
h2 { margin: 2rem 0 1rem; color: var(--muted); font-size: .875rem; text-align: center; }
article { margin-block: .75rem; content-visibility: auto; contain-intrinsic-size: auto 4rem; }
article:target { outline: 2px solid var(--link); outline-offset: 4px; }
p { margin: 0; }
header p { margin-block: .5rem; }
.who { color: var(--muted); font-size: .8125rem; }
.who b { color: var(--text); font-size: .9375rem; }
.text { white-space: pre-wrap; }
img { display: block; max-inline-size: 100%; max-block-size: 30rem; inline-size: auto; block-size: auto; margin-block: .5rem 0; border-radius: .5rem; }
.file { color: var(--muted); font-size: .8125rem; }
.gone, .notice { color: var(--muted); }
.notice { margin-block: .5rem; font-size: .875rem; text-align: center; }
blockquote { margin: .25rem 0; padding-inline-start: .75rem; border-inline-start: 3px solid var(--line); font-size: .875rem; max-block-size: 3em; overflow: hidden; }
blockquote a { color: var(--muted); text-decoration: none; }
a { color: var(--link); }
.reactions span { display: inline-block; margin: .25rem .25rem 0 0; padding: 0 .5rem; border-radius: 1rem; background: var(--well); font-size: .875rem; }
footer { margin-block-start: 2rem; padding-block-start: 1rem; border-block-start: 1px solid var(--line); text-align: center; }
@media print { :root { --page: #ffffff; --text: #000000; --muted: #444444; --line: #cccccc; --link: #000000; } article { break-inside: avoid; content-visibility: visible; } }
`;
