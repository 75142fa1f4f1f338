// A page whose program ends while somebody types, and a tab that is gone back to afterwards.
const browser = await launch();
const [person] = job.people;
const page = await enter(browser, person);
found.posts = 0;
page.on('request', (request) => { if (request.method() === 'POST') found.posts += 1; });

// Pressed twice at once: signed once, and no word about somebody else's doing.
await lead(page, `/overdragelse/${job.id}`);
await onward(page, '.st-acts a.button-primary');
await Promise.all([
  page.waitForEvent('load'), page.locator('form.st-sheet button.button-primary').dblclick(),
]);
await page.locator('#staar').waitFor();

await lead(page, `/overdragelse/${job.id}/afvis`);
await page.locator('[name="category"]').first().evaluate((it) => it.localName);
await fill(page, { text: 'Der er ingen plads før jul', category: 'capacity' });
await wish('end');
await page.locator('form.st-sheet button.button-primary').click();
await page.locator('#fejl').waitFor();
found.said = await page.locator('#fejl').innerText();
found.kept = await page.locator('[name="text"]').inputValue();

const gone = async (move) => {
  await move().catch(() => {});
  await page.waitForTimeout(500);
  return page.content();
};
found.back = await gone(() => page.goBack({ timeout: 3_000 }));
found.again = await gone(() => page.reload({ timeout: 3_000 }));
await finish(browser);
