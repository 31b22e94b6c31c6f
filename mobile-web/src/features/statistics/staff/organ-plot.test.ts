import { expect, test } from 'vitest'
import { atAGlance } from './organ-plot'

function organ(name: string, yellow: number, red: number) {
  return { organ: { id: name, name, external: false }, depth: 1, canList: false, figures: { yellow, red } } as unknown as Parameters<typeof atAGlance>[0][number]
}

test('the fullest organs come first, the rest is one row, and who has nothing has no bar', () => {
  expect(atAGlance([organ('空', 0, 0)])).toEqual([])
  expect(atAGlance([organ('甲', 1, 0), organ('乙', 2, 1)]).map(({ name }) => name)).toEqual(['乙', '甲'])
  const many = atAGlance(Array.from({ length: 12 }, (_, at) => organ(`${at}`, 12 - at, 1)))
  expect(many.length).toBe(8)
  expect(many[7]).toEqual({ key: 'rest', name: '其他 5 个', yellow: 5 + 4 + 3 + 2 + 1, red: 5 })
})
