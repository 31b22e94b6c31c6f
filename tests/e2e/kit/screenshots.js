// Draws the two pictures of the README anew from the demonstration.
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { accountOf } from './api.js'
import { openBrowser, openPage, phone } from './browser.js'
import { signIn } from './officer.js'
import { startServer } from './server.js'

const folder = fileURLToPath(new URL('../../../docs/screenshots', import.meta.url))
await mkdir(folder, { recursive: true })
const server = await startServer()
const browser = await openBrowser()
const { page } = await openPage(browser, { ...phone, deviceScaleFactor: 1 })

await page.goto(`${server.url}/q/${server.sticker}`)
await page.locator('.tabbar').waitFor()
await page.waitForLoadState('networkidle')
await page.screenshot({ path: `${folder}/unit.png` })

await signIn(server, page, accountOf(server, '苍溪县纪委监委', 'HANDLER'))
await page.locator('.casecell').first().waitFor()
await page.screenshot({ path: `${folder}/inbox.png` })

await browser.close()
await server.stop()
