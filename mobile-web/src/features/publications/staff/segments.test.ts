import { expect, test } from 'vitest'
import { segments } from './segments'

const mark = (word: string) => ({ word, state: 'ACCEPTED' as const })

test('a text is cut at every marked word, the longer one first', () => {
  expect(segments('王平安和王平', [mark('王平'), mark('王平安')])).toEqual([{ text: '王平安', word: '王平安' }, { text: '和' }, { text: '王平', word: '王平' }])
})

test('a text without marks is one piece, an empty one none', () => {
  expect(segments('经查属实。', [mark('')])).toEqual([{ text: '经查属实。' }])
  expect(segments('', [])).toEqual([])
})
