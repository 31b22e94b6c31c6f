// Who has how much in hand.
import { expect, it } from 'vitest'
import { atAGlance } from './workload'

const held = (name: string | null, yellow: number, red = 0) => ({ handler: name ? { id: name, name } : null, yellow, red })

it('names what nobody has', () => {
  expect(atAGlance([held('甲', 1, 1), held(null, 1)], '还没分派')).toEqual([{ name: '甲', yellow: 1, red: 1 }, { name: '还没分派', yellow: 1, red: 0 }])
})

it('joins what would be too many rows', () => {
  const rows = atAGlance(['甲', '乙', '丙', '丁', '戊'].map((name) => held(name, 1)), '')
  expect(rows.map(({ name, yellow }) => [name, yellow])).toEqual([['甲', 1], ['乙', 1], ['丙', 1], ['其他人', 2]])
})
