// The course of one child, by clicking, in three browsers at once: the municipality, the team, and
// an administrator who watches. Once the line is cut while something is signed.
const LOOKS_MAX = 150;
const LOOK_MS = 100;
const { data } = job;

const browser = await launch();
const [sender, team, admin] = await Promise.all(job.people.map((it) => enter(browser, it)));
found.told = [];

/** Looks again and again whether something stands on one of somebody's pages. */
const arrives = async (page, path, place) => {
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    await lead(page, path);
    if (await page.locator(place).count() > 0) return;
    await page.waitForTimeout(LOOK_MS);
  }
  throw new Error(`${place} never stands on ${page.url()}:\n${await seen(page)}`);
};

/** Goes to an act of the page that is shown, wherever it is offered. */
const act = async (page, last) => {
  const place = `a:is([href$="/${last}"], [href*="/${last}?"])`;
  const link = page.locator(`main ${place}`).first();
  await link.waitFor({ state: 'attached' });
  const folded = page.locator(`main details:not([open]):has(${place}) > summary`);
  if (!(await link.isVisible())) await folded.first().click();
  await Promise.all([page.waitForEvent('load'), link.click()]);
};

/** Signs the sheet that is shown, with what it asks for. */
const sign = async (page, answers = {}) => {
  const sheet = page.url();
  await fill(page, answers);
  await onward(page, 'form.st-sheet button.button-primary');
  if (page.url() === sheet) throw new Error(`not signed at ${sheet}:\n${await seen(page)}`);
};

/** Signs an act about a handover or its course. */
const does = async (page, id, last, answers = {}) => {
  await lead(page, `/overdragelse/${id}`);
  if (await page.locator(`main a[href$="/${last}"]`).count() === 0) await lead(page, `/forloeb/${id}`);
  await act(page, last);
  await sign(page, answers);
  found.told.push(`${page === sender ? 'Nanortalik' : 'Børnerejseholdet'}: ${last}`);
};

/** Writes something from its first question to its signature. Answers its id, and the clicks. */
const writes = async (page, answers) => {
  const clicks = { choices: 0, onward: 0 };
  for (;;) {
    const asked = new URL(page.url()).pathname.split('/').pop();
    if (asked === 'sendt') break;
    if (asked !== 'bilag' || !answers.filer) {
      clicks.choices += await fill(page, answers);
    } else if (await page.locator('.st-files li').count() === 0) {
      // Each is sent as soon as it is chosen; the page is loaded anew when all are there.
      await Promise.all([page.waitForEvent('load'), fill(page, { filer: answers.filer })]);
      await page.locator('.st-files li').nth(answers.filer.length - 1).waitFor();
    }
    const before = page.url();
    await onward(page, 'main form button.button-primary');
    clicks.onward += 1;
    if (page.url() === before) throw new Error(`stays at ${before}:\n${await seen(page)}`);
  }
  const link = await page.locator('main a[href^="/overdragelse/"]').first().getAttribute('href');
  const id = link.split('/').pop();
  found.told.push(`skrevet: ${answers.subject ?? answers.slags}`);
  return { id, clicks };
};

/** From the inbox to a sent receipt, by clicking. Answers how many clicks that took. */
const receipts = async (page, id) => {
  await arrives(page, '/indbakke', `#row-${id}`);
  let clicks = 0;
  for (const place of [
    `#row-${id} h3 a`, '.st-acts a.button-primary', 'form.st-sheet button.button-primary',
  ]) {
    await onward(page, place);
    clicks += 1;
  }
  found.told.push('kvitteret');
  return clicks;
};

/** Writes a message on the page of a case. */
const messages = async (page, id, text) => {
  await lead(page, `/overdragelse/${id}`);
  await page.fill('#f-besked', text);
  await onward(page, 'form[action$="/besked"] button');
};

/** The newest row of a list that has not been met. */
const met = new Set();
const newest = async (page) => {
  const any = (ids) => ids.map((id) => id.slice(4)).find((id) => !met.has(id));
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    await lead(page, '/indbakke');
    const id = any(await page.locator('main .st-row[id^="row-"]').evaluateAll((rows) => rows.map((row) => row.id)));
    if (id) { met.add(id); return id; }
    await page.waitForTimeout(LOOK_MS);
  }
  throw new Error(`nothing new comes to ${page.url()}:\n${await seen(page)}`);
};

// The referral, from nothing through every question, with a file.
await onward(sender, '.st-nav a[href="/ny"]');
const written = await writes(sender, {
  ...data['01-henvisning'], slags: 'referral', til: job.team, haster: 'yellow', filer: [job.files[0]],
});
const referral = written.id;
met.add(referral);
found.referral = referral;
// One more for the way into the first question.
found.to_send = { choices: written.clicks.choices, onward: written.clicks.onward + 1 };
found.to_receipt = await receipts(team, referral);

// An administrator reminds of what is owed now, and takes it in hand.
await arrives(admin, '/vagt', `main a[href*="${referral}"]`);
for (const last of ['paamind', 'tag-haand']) {
  await lead(admin, '/vagt');
  await onward(admin, `main a[href^="/vagt?vis=${referral}"]`);
  await act(admin, last);
  await sign(admin, { reason: 'called' });
  found.told.push(`administrator: ${last}`);
}

// A question, and its answer; then what is missing, and case information.
await messages(team, referral, data['message-1'].text);
const question = await newest(sender);
await receipts(sender, question);
await messages(sender, referral, data['message-2'].text);
const answer = await newest(team);
await receipts(team, answer);
await does(team, referral, 'bed-om', data['need-information-1']);
await arrives(sender, `/overdragelse/${referral}`, 'main a.button-primary[href*="case-information"]');
await onward(sender, 'main a.button-primary[href*="case-information"]');
const information = await writes(sender, {
  ...data['02-sagsoplysninger'], slags: 'case-information', til: job.team, haster: 'yellow',
  filer: job.files.slice(1),
});
await receipts(team, information.id);

// The line is cut while the team accepts: it is weather, and goes out when the line is back.
await arrives(team, `/overdragelse/${referral}`, 'main a[href$="/accepter"]');
await wish('cut');
await team.locator('#status.st-status--off').waitFor();
found.cut = await team.locator('#status').innerText();
await act(team, 'accepter');
await sign(team);
found.meanwhile = await team.locator('#status').innerText();
await wish('mend');
await team.locator('#status:not(.st-status--off)').waitFor();
await arrives(sender, '/forloeb', `main a[href="/forloeb/${referral}"]`);
found.told.push('accepteret, mens forbindelsen var væk');

// The visit, treatment, and the reports.
await does(team, referral, 'planlaeg-besoeg', { day: job.visit, tour: 'december-syd' });
await does(team, referral, 'udredning', { day: job.today });
await does(team, referral, 'behandling', { day: job.today });
for (const [name, slags] of [['03-delrapport', 'interim-report'], ['04-afsluttende-rapport', 'closing-report']]) {
  if (slags === 'closing-report') await does(team, referral, 'sidste-session', { day: job.today });
  await lead(team, `/ny?slags=${slags}&svar=${referral}&til=${job.sender}`);
  const report = await writes(team, { ...data[name], slags, til: job.sender, haster: 'yellow' });
  await receipts(sender, report.id);
  if (slags === 'closing-report') found.report = report.id;
}

// What the child gets now, and whether it came.
await does(sender, referral, 'opfoelgning', { decision: 'family-centre', text: data['05-opfoelgning'].decision });
await arrives(sender, `/forloeb/${referral}`, 'main a[href^="/ny?slags=follow-up"]');
await onward(sender, 'main a[href^="/ny?slags=follow-up"]');
const { id: follow } = await writes(sender, {
  ...data['05-opfoelgning'], slags: 'follow-up', til: job.centre, haster: 'yellow',
});
await wish('centre', follow);
await arrives(sender, `/overdragelse/${follow}`, '.st-standing');
found.followed = await sender.locator('#standing').innerText();
// On the first day nobody can say that the child gets it; that it does not is said at once.
await lead(sender, `/forloeb/${referral}`);
await act(sender, 'fik-barnet-det');
await fill(sender, { reached: 'partly', text: job.effect });
await onward(sender, 'form.st-sheet button.button-primary');
found.early = await seen(sender);
await does(sender, referral, 'fik-barnet-det', { reached: 'no', text: job.effect });
await lead(sender, `/forloeb/${referral}`);
found.ended = await seen(sender);
await finish(browser);
