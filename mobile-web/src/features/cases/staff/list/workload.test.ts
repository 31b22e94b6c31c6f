// Who has how much in hand.
import { expect, it } from 'vitest'
import type { Light } from '@/shared/graphql/schema.generated'
import { byHandler } from './workload'

const held = (name: string | null, light: Light, viewerCan: readonly string[] = ['REPLY']) => ({ handler: name ? { name } : null, light, viewerCan })

it('counts lamps by handler, the most laden first, and names what nobody has', () => {
  const rows = byHandler([held(null, 'YELLOW'), held('甲', 'YELLOW'), held('甲', 'RED'), held('乙', 'YELLOW', [])], '还没分派')
  expect(rows).toEqual([{ name: '甲', yellow: 1, red: 1 }, { name: '还没分派', yellow: 1, red: 0 }])
})

it('joins what would be too many rows', () => {
  const rows = byHandler(['甲', '乙', '丙', '丁', '戊'].map((name) => held(name, 'YELLOW')), '')
  expect(rows.map(({ name, yellow }) => [name, yellow])).toEqual([['甲', 1], ['乙', 1], ['丙', 1], ['其他人', 2]])
})
