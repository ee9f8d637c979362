import { chromium } from '@playwright/test';
import { createRequire } from 'node:module';
const axePath = createRequire('/work/main/package.json').resolve('axe-core/axe.min.js');
const b = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const only = process.argv[2];
for (const [page, variants] of [['list', ['all','shipped','refused','new']], ['playlist', ['own','public','refused','conflict','many']]])
 for (const v of variants) {
  if (only && !`${page}-${v}`.match(only)) continue;
  for (const [w,h] of [[1440,900],[390,844],[1920,1080]]) {
   if (w===1920 && !['all','own'].includes(v)) continue;
   const p = await b.newPage({ bypassCSP: true, viewport: { width: w, height: h } });
   p.on('pageerror', e => console.log('ERR', page, v, e.message));
   for (let i=0;i<3;i++) { try { await p.goto(`http://127.0.0.1:5191/gallery/desk/designs/${page}?variant=${v}`, { waitUntil: 'networkidle', timeout: 60000 }); await p.waitForSelector('[data-page]',{timeout:20000}); break; } catch (e) { console.log('retry', e.message.split('\n')[0]); } }
   await p.waitForTimeout(500);
   await p.screenshot({ path: `/tmp/ds-${page}-${v}-${w}.png`, fullPage: w!==1440 && w!==1920 });
   await p.addScriptTag({ path: axePath });
   const r = await p.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
   const wide = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
   console.log(page, v, w, 'over', wide, r.violations.map(x => `${x.id} ${x.impact} ${x.nodes.length} ${x.nodes[0].html.slice(0,140)}`).join(' | ') || 'axe ok');
   await p.close();
  }
 }
await b.close();
