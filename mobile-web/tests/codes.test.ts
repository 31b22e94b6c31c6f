// Codes and numbers as people type them.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { groupedCode, hiddenCode, plainCode } from '../src/features/cases/track/query-code'
import { isMistypedCode, stickerCode } from '../src/features/directory/sticker-code'
import { digits, isMobile, masked } from '../src/shared/phone/number'

// The server's tests read the same file.
const stickers = JSON.parse(readFileSync(new URL('../../tests/data/sticker-codes.json', import.meta.url), 'utf8')) as { understood: [string, string][]; refused: string[] }

describe('query code', () => {
  it.each(['K7M29QXD4HTVB3NPR', 'k7m2-9qxd-4htv-b3np-r', ' K7M2 9QXD 4HTV B3NP R ', 'Ｋ７Ｍ２９ＱＸＤ４ＨＴＶＢ３ＮＰＲ'])('reads %s', (typed) => expect(plainCode(typed)).toBe('K7M29QXD4HTVB3NPR'))

  it('takes O, I and L for what they look like', () => expect(plainCode('oil')).toBe('011'))
  it('keeps the check characters beyond the alphabet', () => expect(plainCode('*~$=u')).toBe('*~$=U'))

  it('is written in groups and hidden but for its ends', () => {
    expect(groupedCode('K7M29QXD4HTVB3NPR')).toBe('K7M2-9QXD-4HTV-B3NP-R')
    expect(hiddenCode('K7M29QXD4HTVB3NPR')).toBe('K7M2 ···· ···· ···· R')
  })
})

describe('sticker code', () => {
  it.each(stickers.understood)('%s leads to %s', (typed, code) => expect(stickerCode(typed)).toBe(code))
  it.each(stickers.refused)('%s is a name to search', (typed) => expect(stickerCode(typed)).toBeUndefined())

  it('knows a mistake from a name', () => {
    for (const typed of ['7K3M9PX', '7k3m-9p', '7K3M9P*', '7K3M9PAA']) expect(isMistypedCode(typed)).toBe(true)
    for (const typed of ['7K3M9PA', '三会村', 'sanhuic', '12', '']) expect(isMistypedCode(typed)).toBe(false)
  })
})

describe('phone number', () => {
  it.each(['138 0000 0000', '+86 138-0000-0000', '008613800000000', '１３８００００００００'])('reads %s', (typed) => expect(digits(typed)).toBe('13800000000'))

  it('knows a mobile number', () => {
    expect(isMobile('13800000000')).toBe(true)
    expect(isMobile('12800000000')).toBe(false)
    expect(isMobile('1380000000')).toBe(false)
    expect(masked('13800000000')).toBe('138 **** 0000')
  })
})
