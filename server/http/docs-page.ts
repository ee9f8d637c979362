import type { Context } from 'hono';
import { createHash } from 'node:crypto';

const style = `
:root{color-scheme:light}
body{margin:0;font:16px/1.6 "Noto Sans SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#1b2430;background:#f7f4ee}
main{max-width:62rem;margin:0 auto;padding:2.5rem 1.5rem 5rem}
h1{font-size:1.9rem;margin:0 0 .3rem}h2{font-size:1.25rem;margin:2.6rem 0 .6rem;padding-top:.8rem;border-top:2px solid #866424}
p{margin:.3rem 0 .8rem;color:#465260}a{color:#1f4e79}
details{background:#fff;border:1px solid #d8d1c4;border-radius:4px;margin:.5rem 0}
summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:.8rem;padding:.7rem 1rem;cursor:pointer}
summary:focus-visible{outline:3px solid #1f4e79;outline-offset:2px}
.m{font:600 .85rem/1 "Barlow Semi Condensed",ui-monospace,monospace;min-width:3.6rem;color:#1f4e79}
.m.POST,.m.PUT,.m.DELETE{color:#866424}code,pre{font:.9rem/1.5 ui-monospace,Consolas,monospace}
.d{color:#465260}section{padding:0 1rem 1rem}pre{overflow:auto;background:#f4f1ea;padding:.8rem;border-radius:4px;margin:.4rem 0}
table{border-collapse:collapse;width:100%;font-size:.95rem}th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #e6e0d4;vertical-align:top}
`;

const script = `
const el=(tag,props={},...kids)=>{const n=document.createElement(tag);Object.assign(n,props);n.append(...kids);return n};
const show=(schema,all)=>{const seen=new Set();const walk=(s)=>{if(!s)return s;if(s.$ref){const k=s.$ref.split('/').pop();if(seen.has(k))return k;seen.add(k);const r=walk(all[k]);seen.delete(k);return r}
if(s.type==='array')return[walk(s.items)];if(s.properties)return Object.fromEntries(Object.entries(s.properties).map(([k,v])=>[k+((s.required||[]).includes(k)?'':'?'),walk(v)]));
if(s.enum)return s.enum.join(' | ');return s.example??s.description??s.type??'any'};return JSON.stringify(walk(schema),null,2)};
fetch('/api/v1/openapi.json').then(r=>r.json()).then(doc=>{
const all=doc.components?.schemas??{};const main=document.querySelector('#list');main.textContent='';
const tags=new Map();for(const[path,ops]of Object.entries(doc.paths))for(const[method,op]of Object.entries(ops)){const tag=(op.tags??['其他'])[0];if(!tags.has(tag))tags.set(tag,[]);tags.get(tag).push([method.toUpperCase(),path,op])}
for(const[tag,ops]of tags){main.append(el('h2',{textContent:tag}));for(const[method,path,op]of ops){const d=el('details');
d.append(el('summary',{},el('span',{className:'m '+method,textContent:method}),el('code',{textContent:'/api/v1'+path}),el('span',{className:'d',textContent:op.summary??''})));
const s=el('section');const ps=op.parameters??[];
if(ps.length){const t=el('table',{},el('tr',{},el('th',{textContent:'参数'}),el('th',{textContent:'位置'}),el('th',{textContent:'说明'})));for(const p of ps)t.append(el('tr',{},el('td',{},el('code',{textContent:p.name+(p.required?'':'?')})),el('td',{textContent:p.in==='query'?'查询':'路径'}),el('td',{textContent:p.schema?.description??(p.schema?.enum??[]).join(' | ')})));s.append(t)}
for(const[type,c]of Object.entries(op.requestBody?.content??{})){s.append(el('p',{textContent:'请求正文 '+type}),el('pre',{textContent:show(c.schema,all)}))}
for(const[code,r]of Object.entries(op.responses??{})){s.append(el('p',{textContent:code+' '+(r.description??'')}));const c=Object.entries(r.content??{})[0];if(c&&code<'300')s.append(el('pre',{textContent:show(c[1].schema,all)}))}
d.append(s);main.append(d)}}}).catch(()=>{document.querySelector('#list').textContent='接口说明读取失败，请刷新。'});
`;

const scriptHash = createHash('sha256').update(script).digest('base64');
const styleHash = createHash('sha256').update(style).digest('base64');

/** The readable page over the OpenAPI document: our own few lines, as a closed network has no CDN to load one from. */
export function docsPage(c: Context): Response {
	c.header(
		'content-security-policy',
		`default-src 'none'; connect-src 'self'; script-src 'sha256-${scriptHash}'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
	);
	return c.html(
		`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>接口说明 · 执行指挥大屏</title><style>${style}</style></head><body><main><h1>接口说明</h1><p>报送事件、查询节点与锁死、申请与审批解锁、读取统计。机器可读：<a href="/api/v1/openapi.json">openapi.json</a>；事件类型：<a href="/api/v1/event-types">event-types</a>。</p><div id="list">正在读取…</div></main><script>${script}</script></body></html>`,
	) as Response;
}
