// Without scripts: a receipt, and something new with a file, from its first question to its signature.
const browser = await launch();
const [person] = job.people;
const page = await enter(browser, person, { javaScriptEnabled: false });

await lead(page, '/indbakke');
for (const place of [
  `#row-${job.id} h3 a`, '.st-acts a.button-primary', 'form.st-sheet button.button-primary',
]) await onward(page, place);
found.after = await page.locator('#staar').innerText();

// What is missing is said, and nothing typed is lost.
await lead(page, `/overdragelse/${job.id}/afvis`);
await fill(page, { text: 'Der er ingen plads før jul' });
await onward(page, 'form.st-sheet button.button-primary');
found.refused = await page.locator('#fejl').innerText();
found.kept = await page.locator('[name="text"]').inputValue();

await onward(page, '.st-nav a[href="/ny"]');
const answers = { slags: 'message', til: job.to, haster: 'green', subject: 'Uden script', text: 'Se bilag' };
for (;;) {
  const asked = new URL(page.url()).pathname.split('/').pop();
  if (asked === 'sendt') break;
  await fill(page, answers);
  if (asked === 'bilag') {
    await page.locator('input[type="file"]').setInputFiles(job.file);
    await onward(page, 'main form button[name="_mere"]');
    found.attached = await page.locator('.st-files li b').innerText();
  }
  const before = page.url();
  await onward(page, 'main form button.button-primary');
  if (page.url() === before) throw new Error(`stays at ${before}:\n${await seen(page)}`);
}
found.sent = await page.locator('main h1').innerText();
const written = await page.locator('main a[href^="/overdragelse/"]').first().getAttribute('href');
found.written = written.split('/').pop();
// All that is live with a script is fresh at each load without.
await lead(page, '/udbakke');
found.listed = await page.locator(`#row-${found.written}`).count();
// The menu opens by itself: no script is needed for that.
await page.setViewportSize({ width: 390, height: 844 });
await lead(page, '/indbakke');
await page.click('.st-menubtn');
found.menu = await page.locator('#menu a[href="/udbakke"]').isVisible();
await finish(browser);
