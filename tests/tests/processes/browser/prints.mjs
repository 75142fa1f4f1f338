// What is printed: tagged, with who and when, without menus and without a whole number of a child.
Object.assign(found, { wrong: [], pages: 0 });
const browser = await launch();
const [team, admin] = await Promise.all(job.people.map((it) => enter(browser, it)));
for (const [page, path] of [
  [team, `/overdragelse/${job.id}`], [team, '/indbakke'], [admin, '/vagt/moede'], [admin, '/vagt'],
]) {
  await lead(page, path);
  await page.emulateMedia({ media: 'print' });
  const pdf = (await page.pdf({ tagged: true, outline: true, format: 'A4' })).toString('latin1');
  const wrong = (what) => found.wrong.push(`${path}: ${what}`);
  for (const part of ['/StructTreeRoot', '/MarkInfo', '/Lang (da)']) if (!pdf.includes(part)) wrong(`no ${part}`);
  const text = await page.evaluate(() => document.body.innerText);
  if (!/udskrevet .+ \d{4} kl\. \d\d\.\d\d af \S/.test(text)) wrong(`does not say who and when: ${text.slice(0, 200)}`);
  if (/0101120000|010112-0000/.test(text)) wrong('a whole number of a child');
  for (const place of ['.st-nav', '.st-head__tools', '.st-acts', '.st-foot a', '#status form']) {
    const all = page.locator(place);
    for (let at = 0; at < await all.count(); at += 1) if (await all.nth(at).isVisible()) wrong(`${place} is printed`);
  }
  await page.emulateMedia({ media: 'screen' });
  found.pages += 1;
}
await finish(browser);
