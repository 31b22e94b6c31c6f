// A town's committee hands a report to somebody outside: the sheet is signed, read, printed, and its receipt entered.
import assert from 'node:assert/strict'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { accountOf, ask, staffToken } from '../kit/api.js'
import { phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { openAction, signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const held = stage()
/** What stands before the bytes of an Ed25519 public key (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

story('a report goes to the court by a signed sheet, and comes back', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  const account = accountOf(server, '陵江镇纪委', 'HEAD')
  const { cases } = await ask(server, '{ cases(filter: { states: [SUBMITTED] }, first: 50) { nodes { id number viewerCan } } }', {}, await staffToken(server, account))
  const { id, number } = cases.nodes.find((one) => one.viewerCan.includes('TRANSFER'))
  await step('hands it over', async () => {
    await signIn(server, page, account)
    await arrive(page, `${server.url}/staff/c/${id}`)
    await openAction(page, '转给别的机关')
    await page.getByLabel('转给谁').selectOption({ label: '平台外的机关' })
    await page.getByLabel('机关的名字').fill('县人民法院')
    await page.getByLabel('为什么转').fill('已经起诉到法院。')
    await page.getByRole('button', { name: '转出', exact: true }).click()
    await page.getByText('转出了，走到哪一步都有记录。').waitFor()
  })
  await step('reads the sheet', async () => {
    await arrive(page, `${server.url}/staff/hand-overs`)
    await look('hand-overs')
    await page.getByRole('link', { name: new RegExp(number) }).click()
    await page.getByText('签名核对无误').waitFor()
    await page.getByText('县人民法院').waitFor()
    await look('hand-over')
  })
  await step('keeps it as a file, and whoever has the file checks it', async () => {
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: '存成文件' }).click()
    const file = await waiting
    assert.match(file.suggestedFilename(), /交接单-1\.json$/)
    const { label, signedText, signature, publicKey, sha256 } = JSON.parse(await readFile(await file.path(), 'utf8'))
    assert.equal(createHash('sha256').update(signedText).digest('hex'), sha256)
    const key = createPublicKey({ key: Buffer.concat([SPKI, Buffer.from(publicKey, 'hex')]), format: 'der', type: 'spki' })
    const holds = (text) => verify(null, Buffer.from(`${label}\n${text}`), key, Buffer.from(signature, 'hex'))
    assert.equal(holds(signedText), true)
    assert.equal(holds(signedText.replace('县人民法院', '县人民检察院')), false, 'another receiver, no signature')
    await page.getByText(sha256).waitFor()
  })
  await step('enters that it was sent back', async () => {
    await arrive(page, `${server.url}/staff/c/${id}`)
    await openAction(page, '登记回执')
    await look('sheet-enter_receipt', { whole: false })
    await page.getByRole('radio', { name: '退回来了' }).check()
    await page.getByLabel('回执的日期').fill(new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10))
    await page.getByLabel('文号').fill('演示法函〔2026〕1号')
    await page.getByLabel('回执的内容').fill('不属于人民法院受理的案件。')
    await page.getByRole('button', { name: '登记', exact: true }).click()
    await page.getByText('回执记下了。').waitFor()
  })
  const { caseByNumber } = await ask(server, 'query($n: String!) { caseByNumber(number: $n) { state handOvers { state } } }', { n: number }, await staffToken(server, account))
  assert.deepEqual(caseByNumber, { state: 'SUBMITTED', handOvers: [{ state: 'RETURNED' }] })
  told()
})
