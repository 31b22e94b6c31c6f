// The key on which server and client agree for the first view.
import { beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => vi.resetModules())

function page(view: unknown): void {
  vi.stubGlobal('document', { getElementById: (id: string) => (id === 'first-view' ? { textContent: JSON.stringify(view) } : null) })
}

it('sorts the variables', async () => {
  const { viewKey } = await import('../src/shared/graphql/first-view')
  expect(viewKey('Unit', { county: '510824', code: 'x' })).toBe('Unit:{"code":"x","county":"510824"}')
  expect(viewKey('HomeCounty', {})).toBe('HomeCounty:{}')
})

it('gives the served answer once, to the operation that it belongs to', async () => {
  page({ key: 'County:{"code":"510824"}', data: { county: null } })
  const { takeFirstView } = await import('../src/shared/graphql/first-view')
  expect(takeFirstView('County', { code: '510822' })).toBeUndefined()
  expect(takeFirstView('County', { code: '510824' })).toEqual({ county: null })
  expect(takeFirstView('County', { code: '510824' })).toBeUndefined()
})
