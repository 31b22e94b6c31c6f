// A unit with more powers and an organ with more cases than one page of the API holds: all are reached, all are counted.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accountOf, ask, handIn, provePhone, quietVillagesPower, staffToken } from '../kit/api.js'
import { assertQuiet, desk, openPage, phone, picture } from '../kit/browser.js'
import { signIn } from '../kit/officer.js'
import { assertReadable } from '../kit/page-checks.js'
import { stage, story } from '../kit/story.js'

const held = stage()
const more = 101

story('a unit with more than a hundred powers', held, { device: phone }, async ({ page, server, browser, step }) => {
  const { county, unitCode } = await quietVillagesPower(server)
  const file = join(server.data, 'powers.csv')
  const line = (_, at) => `${unitCode},LONG-${at},长清单第 ${at} 项,评议,说明,村委会,监委会,镇纪委`
  const head = 'unit_code,code,name,administrative_type,summary,exercising_body,supervising_body,accountable_body'
  await writeFile(file, [head, ...Array.from({ length: more }, line)].join('\n'))
  await server.offline('import', '--county', county, file)
  const { unit } = await ask(server, 'query($county: String!, $code: String!) { unit(county: $county, code: $code) { powers { totalCount } } }', { county, code: unitCode })
  const total = unit.powers.totalCount
  assert.ok(total >= more)
  const address = `${server.url}/${county}/u/${unitCode}`
  const powers = page.locator('#power .cells > li')

  await step('button by button to the last one', async () => {
    await page.goto(address)
    await page.locator('.tabbar').waitFor()
    await page.getByText(`共 ${total} 项`).waitFor()
    await page.getByRole('button', { name: '再看 92 项' }).click()
    assert.equal(await powers.count(), 100)
    await page.getByRole('button', { name: `再看 ${total - 100} 项` }).click()
    await page.getByText(`长清单第 ${more - 1} 项`).waitFor()
    assert.equal(await powers.count(), total)
    assert.equal(await page.locator('#power button').count(), 0, 'nothing is left to ask for')
    await assertReadable(page, 'a long list of powers', { target: 48 })
  })

  await step('and without a program', async () => {
    const plain = await openPage(browser, phone, { javaScriptEnabled: false })
    await plain.page.goto(address)
    const shown = plain.page.locator('#power .cells > li')
    assert.equal(await shown.count(), 100)
    await plain.page.getByRole('link', { name: '再看一些权力' }).click()
    await plain.page.getByRole('link', { name: '从头看权力清单' }).waitFor()
    assert.equal(await shown.count(), total - 100)
    assert.equal(await plain.page.getByRole('link', { name: '再看一些权力' }).count(), 0)
    await picture(plain.page, 'no-script-more-powers')
    await plain.context.close()
  })
})

story('an organ with more than a hundred cases', held, { device: phone }, async ({ page, server, browser, step }) => {
  const { county, id } = await quietVillagesPower(server)
  // Ten reports a phone and day.
  const phones = Array.from({ length: Math.ceil(more / 10) }, (_, at) => `139000007${String(at).padStart(2, '0')}`)
  const tokens = await Promise.all(phones.map((number) => provePhone(server, { phone: number, purpose: 'REPORT', county })))
  let organ
  for (let at = 0; at < more; at++) organ = (await handIn(server, tokens[Math.floor(at / 10)], { submissionKey: `long-list-of-cases-${at}`, county, subjectIds: [id], text: '一件接一件。' })).organ
  const head = accountOf(server, organ, 'HEAD')
  const query = '{ cases(filter: { open: true }, first: 1) { totalCount workload { overdue dueToday unassigned byDay { cases } byHandler { handler { name } yellow red } } } }'
  const { totalCount, workload } = (await ask(server, query, {}, await staffToken(server, head))).cases
  const rows = page.locator('.casecell')
  const urgent = workload.overdue + workload.dueToday

  await step('on a phone: the number in the heading is that of all, and all are reached', async () => {
    await signIn(server, page, head)
    await page.getByRole('heading', { level: 1, name: urgent > 0 ? `今天先办这 ${urgent} 件` : '今天没有到期的' }).waitFor()
    assert.equal(await rows.count(), 50)
    for (let seen = 50; seen < totalCount; seen += 100) {
      await page.getByRole('button', { name: `还有 ${totalCount - seen} 件，接着看` }).click()
      await page.waitForFunction((all) => document.querySelectorAll('.casecell').length === all, Math.min(seen + 100, totalCount))
    }
    assert.equal(await page.getByRole('button', { name: '接着看' }).count(), 0)
    const said = (await page.locator('.today').innerText()).replace(/\s+/g, ' ')
    assert.ok(said.includes(`还没分派 ${workload.unassigned}`), said)
  })

  await step('at a desk: the plots are made of all', async () => {
    const wide = await openPage(browser, desk)
    await signIn(server, wide.page, head)
    await wide.page.locator('.panels').waitFor()
    const plots = await wide.page.locator('.panels svg[role=img]').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')).join())
    assert.ok(workload.unassigned > 100 && plots.includes(`还没分派：黄灯 ${workload.unassigned}，`), plots)
    const coming = workload.byDay.reduce((sum, { cases }) => sum + cases, 0)
    assert.equal((await wide.page.locator('.panel', { hasText: '十天里到期的' }).locator('.big').innerText()).replace(/\D/g, ''), String(coming))
    await picture(wide.page, 'inbox-desk-long')
    assertQuiet(wide.complaints)
    await wide.context.close()
  })
})
