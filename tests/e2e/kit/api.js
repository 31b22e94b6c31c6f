// The server's API as a program uses it: for what a story needs but is not about.
import { createHash } from 'node:crypto'
import { totp } from './totp.js'

/** Sends one operation. Throws what the server says. */
export async function ask(server, query, variables = {}, token = undefined) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
  const { data, errors } = await response.json()
  if (errors?.length) throw new Error(JSON.stringify(errors))
  return data
}

/** The code in the newest message to a phone. Waits for it: messages go out beside the request. */
export async function codeFor(server, phone, before = []) {
  const end = Date.now() + 20_000
  while (Date.now() < end) {
    const fresh = (await messagesTo(server, phone)).filter((text) => !before.includes(text))
    const code = fresh.map((text) => /验证码是 (\d{6})/.exec(text)?.[1]).find(Boolean)
    if (code) return code
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no code came to ${phone}`)
}

/** Texts that were sent to a phone, newest first. */
export async function messagesTo(server, phone) {
  const response = await fetch(`${server.url}/demo/messages`, { headers: { accept: 'application/json' } })
  return (await response.json()).filter((message) => message.phone === phone).map(({ text }) => text)
}

// The server sends one code a minute to a phone.
const pause = 60_500
const lastAsked = new Map()

/** Waits until a phone may be sent a code again. */
export async function mayAsk(phone) {
  await new Promise((resolve) => setTimeout(resolve, (lastAsked.get(phone) ?? 0) + pause - Date.now()))
}

/** Notes that a code was sent. */
export function justAsked(phone) {
  lastAsked.set(phone, Date.now())
}

/** Proves a phone for one purpose; answers the token. */
export async function provePhone(server, { phone, purpose, county }) {
  await mayAsk(phone)
  const before = await messagesTo(server, phone)
  const { phoneChallenge } = await ask(server, '{ phoneChallenge { json nonce salt keyPrefix keyLength } }')
  const input = { phone, purpose, county, proofOfWork: proofOfWork(phoneChallenge) }
  const { requestPhoneCode } = await ask(server, 'mutation($input: RequestPhoneCodeInput!) { requestPhoneCode(input: $input) { errors { message } } }', { input })
  if (requestPhoneCode.errors.length) throw new Error(requestPhoneCode.errors[0].message)
  justAsked(phone)
  const code = await codeFor(server, phone, before)
  const { verifyPhoneCode } = await ask(server, 'mutation($input: VerifyPhoneCodeInput!) { verifyPhoneCode(input: $input) { token errors { message } } }', {
    input: { phone, purpose, county, code },
  })
  if (!verifyPhoneCode.token) throw new Error(verifyPhoneCode.errors[0]?.message)
  return verifyPhoneCode.token
}

function proofOfWork({ json, nonce, salt, keyPrefix, keyLength }) {
  const message = Buffer.from(`${salt}${nonce}00000000`, 'hex')
  for (let counter = 0; ; counter++) {
    message.writeUInt32BE(counter, message.length - 4)
    const derivedKey = createHash('sha256').update(message).digest('hex').slice(0, keyLength * 2)
    if (derivedKey.startsWith(keyPrefix)) return Buffer.from(JSON.stringify({ challenge: JSON.parse(json), solution: { counter, derivedKey } })).toString('base64')
  }
}

/** Hands in a report; answers its query code. */
export async function handIn(server, token, input) {
  const { submitReport } = await ask(
    server,
    'mutation($input: SubmitReportInput!) { submitReport(input: $input) { queryCode report { organ { name } } errors { field message } } }',
    { input: { reporterName: '演示举报人', consent: true, ...input } },
    token,
  )
  if (!submitReport.queryCode) throw new Error(JSON.stringify(submitReport.errors))
  return { queryCode: submitReport.queryCode, organ: submitReport.report.organ.name }
}

/** Signs a member of the staff in; answers the access token. */
export async function staffToken(server, account) {
  const { county, login, password } = account
  const { signIn } = await ask(server, 'mutation($input: SignInInput!) { signIn(input: $input) { challenge errors { message } } }', { input: { county, login, password } })
  const { verifySecondFactor } = await ask(
    server,
    'mutation($input: VerifySecondFactorInput!) { verifySecondFactor(input: $input) { accessToken errors { message } } }',
    { input: { challenge: signIn.challenge, code: await totp(account) } },
  )
  if (!verifySecondFactor.accessToken) throw new Error(verifySecondFactor.errors[0]?.message)
  return verifySecondFactor.accessToken
}

/** The account of a member of an organ. */
export function accountOf(server, organ, role) {
  const found = server.accounts.find(({ place, roles }) => place === organ && roles.some((one) => one.toUpperCase() === role))
  if (!found) throw new Error(`nobody is ${role} at ${organ}`)
  return found
}

/** A power of a village of which the demonstration tells no case: the last of the town in which the sticker hangs. */
export async function quietVillagesPower(server) {
  const { entry } = await ask(server, 'query($code: String!) { entry(code: $code) { target { ... on Unit { parent { code } county { code } } } } }', { code: server.sticker })
  const { parent, county } = entry.target
  const query = `query($county: String!, $parent: String!) { county(code: $county) { units(category: VILLAGE, parentCode: $parent, first: 100) { nodes { code name powers { nodes { id code name } } } } } }`
  const villages = (await ask(server, query, { county: county.code, parent: parent.code })).county.units.nodes
  const { code, name, powers } = villages[villages.length - 1]
  return { county: county.code, unitCode: code, unitName: name, ...powers.nodes[0], path: `/${county.code}/p/${powers.nodes[0].code}` }
}
