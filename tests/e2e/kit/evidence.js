// One submission whose files are still to come, and what its handler sees of them in the end.
import { accountOf, ask, handIn, provePhone, quietVillagesPower, staffToken } from './api.js'
import { create, grant } from './tus.js'

/** Hands in a report that names files of these kinds and sizes; nothing of them has been sent yet. */
export async function announce(server, { number, submissionKey, files }) {
  const { id, county } = await quietVillagesPower(server)
  const token = await provePhone(server, { phone: number, purpose: 'REPORT', county })
  const uploadToken = await grant(server, token, submissionKey)
  const mediaIds = []
  for (const file of files) mediaIds.push(await create(server, uploadToken, file))
  const input = { county, subjectIds: [id], text: '证据在路上。' }
  const { organ } = await handIn(server, token, { ...input, submissionKey, mediaIds })
  return { token, input, uploadToken, mediaIds, organ, form: `/${county}/report?subject=${id}` }
}

/** What the handler sees: each file's state and SHA-256, once none is on its way. */
export async function evidence(server, { organ, mediaIds }) {
  const token = await staffToken(server, accountOf(server, organ, 'HANDLER'))
  const query = `{ cases(first: 50) { nodes { id content { media { id state bytes sha256 mime } } } } }`
  // A hundred megabytes are hashed and looked at by a program that is not optimised, beside other stories.
  const end = Date.now() + 180_000
  for (;;) {
    const { cases } = await ask(server, query, {}, token)
    const media = cases.nodes.flatMap(({ content }) => content?.media ?? []).filter(({ id }) => mediaIds.includes(id))
    if (media.length === mediaIds.length && media.every(({ state }) => state === 'READY' || state === 'REFUSED')) return mediaIds.map((id) => media.find((one) => one.id === id))
    if (Date.now() > end) throw new Error(`files are still on their way: ${JSON.stringify(media)}`)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}
