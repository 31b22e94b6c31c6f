// The API as others use it: the audits of graphql-http, Apollo Client, urql, and a Python program, all against one server.
import { gql as apolloGql, ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache } from '@apollo/client'
import { Client, fetchExchange, gql } from '@urql/core'
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { serverAudits } from 'graphql-http'
import { startServer } from '../kit/server.js'

/** Audits that are not passed, by id, each with its reason in docs/api.md. There are none. */
const refused = []

const question = 'query Home($code: String!) { county(code: $code) { name } }'
// A payload error: a password that is nobody's. A top-level error: what only the staff may ask.
const signIn = 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { challenge errors { code field } } }'
const wrong = { input: { county: '510824', login: 'nobody-at-all', password: 'not a password' } }
const staffOnly = 'mutation Out($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { errors { code } } }'
const nothing = { input: { ids: [] } }

const held = {}
before(async () => void (held.server = await startServer()))
after(() => held.server?.stop())

test('every audit of graphql-http passes', async () => {
  const audits = serverAudits({ url: `${held.server.url}/graphql` })
  const results = await Promise.all(audits.map(({ fn }) => fn()))
  assert.ok(results.length >= 60, `the audits are there: ${results.length}`)
  const failed = results.filter(({ status }) => status !== 'ok').map(({ id, name, reason }) => `${id} ${name}: ${reason}`)
  const unexpected = failed.filter((text) => !refused.some((id) => text.startsWith(id)))
  assert.deepEqual(unexpected, [])
  assert.equal(failed.length, refused.length, 'what is listed as refused is refused')
})

test('an audit can fail', async () => {
  const audits = serverAudits({ url: `${held.server.url}/healthz` })
  const results = await Promise.all(audits.map(({ fn }) => fn()))
  assert.ok(results.some(({ status }) => status === 'error'), 'against an address that is no API')
})

for (const useGETForQueries of [false, true]) {
  test(`Apollo Client, questions by ${useGETForQueries ? 'GET' : 'POST'}`, async () => {
    const link = new HttpLink({ uri: `${held.server.url}/graphql`, useGETForQueries })
    const client = new ApolloClient({ link, cache: new InMemoryCache() })
    const { data } = await client.query({ query: apolloGql(question), variables: { code: '510824' } })
    assert.equal(data.county.name, '苍溪县')
    const refusal = await client.mutate({ mutation: apolloGql(signIn), variables: wrong })
    assert.deepEqual(refusal.data.signIn.errors.map(({ code }) => code), ['WRONG_CODE'])
    const fault = await client.mutate({ mutation: apolloGql(staffOnly), variables: nothing }).then(
      () => undefined,
      (error) => error,
    )
    assert.ok(CombinedGraphQLErrors.is(fault), String(fault))
    assert.equal(fault.errors[0].extensions.code, 'UNAUTHENTICATED')
    client.stop()
  })
}

for (const preferGetMethod of [false, 'force']) {
  test(`urql, questions by ${preferGetMethod ? 'GET' : 'POST'}`, async () => {
    const client = new Client({ url: `${held.server.url}/graphql`, exchanges: [fetchExchange], preferGetMethod })
    const found = await client.query(gql(question), { code: '510824' }).toPromise()
    assert.equal(found.error, undefined)
    assert.equal(found.data.county.name, '苍溪县')
    const refusal = await client.mutation(gql(signIn), wrong).toPromise()
    assert.deepEqual(refusal.data.signIn.errors.map(({ code }) => code), ['WRONG_CODE'])
    const fault = await client.mutation(gql(staffOnly), nothing).toPromise()
    assert.equal(fault.error.graphQLErrors[0].extensions.code, 'UNAUTHENTICATED')
    const invalid = await client.query(gql('{ nonsense }'), {}).toPromise()
    assert.equal(invalid.error.graphQLErrors[0].extensions.code, 'GRAPHQL_VALIDATION')
  })
}

test('a Python program with nothing but what Python brings', async () => {
  const program = fileURLToPath(new URL('../kit/foreign_client.py', import.meta.url))
  const given = JSON.stringify({ question, signIn, wrong, staffOnly, nothing })
  const { stdout } = await promisify(execFile)('python3', [program, `${held.server.url}/graphql`, given])
  assert.deepEqual(JSON.parse(stdout), {
    asked: ['苍溪县', '苍溪县'],
    refused: ['WRONG_CODE'],
    fault: 'UNAUTHENTICATED',
    invalid: [400, 'GRAPHQL_VALIDATION'],
    byGet: [405, 'METHOD'],
  })
})
