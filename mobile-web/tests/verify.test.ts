// Checking a receipt: the signature by Node's own Ed25519, proofs by the definition of RFC 9162.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isHead, isIncluded, isPromised } from '../src/features/verify/proof'
import { promisedText, readKey, readReceipt, type Receipt } from '../src/features/verify/receipt'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
const signed = (label: string, text: string) => sign(null, Buffer.from(`${label}\n${text}`), privateKey).toString('hex')
const hash = (hex: string) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')

const bare = { county: '510824', day: '2026-03-02', contentHash: 'ab'.repeat(32), commitment: 'cd'.repeat(32), publicKey: key }
const receipt: Receipt = { ...bare, signature: signed('lianjing ledger promise v1', promisedText({ ...bare, signature: '' })) }
const text = `苍溪县廉镜平台回执\n县代码：510824\n收到日期：2026-03-02\n内容指纹（SHA-256）：${receipt.contentHash}\n随机盐：00\n随附文件：[]\n留痕承诺：${receipt.commitment}\n签名（ED25519）：${receipt.signature}\n公钥：ledger-1 ${key}\n`

describe('a receipt', () => {
  it('is read from its text, also with the line ends of Windows', () => {
    expect(readReceipt(text)).toEqual(receipt)
    expect(readReceipt(text.replace(/\n/g, '\r\n'))).toEqual(receipt)
    for (const line of text.split('\n').filter((one) => one.includes('：') && !/随/.test(one))) expect(readReceipt(text.replace(line, ''))).toBeUndefined()
  })

  it('is signed, and with one letter changed it is not', () => {
    expect(isPromised(receipt, key)).toBe(true)
    expect(isPromised({ ...receipt, day: '2026-03-03' }, key)).toBe(false)
    expect(isPromised({ ...receipt, contentHash: receipt.commitment }, key)).toBe(false)
    expect(isPromised(receipt, 'ab'.repeat(32))).toBe(false)
  })

  it('a key is read from what stands around it', () => {
    expect(readKey(`510824 苍溪县 ledger-1 ${key.toUpperCase()}\n`)).toBe(key)
    expect(readKey(`${key}0`)).toBeUndefined()
  })
})

describe('a head', () => {
  it('says what stands beside it and is signed', () => {
    const root = 'ef'.repeat(32)
    const said = JSON.stringify({ at: 1, county: '510824', root, size: 3 })
    const head = { size: 3, root, text: said, signature: signed('lianjing ledger head v1', said) }
    expect(isHead(head, '510824', key)).toBe(true)
    expect(isHead(head, '130982', key)).toBe(false)
    expect(isHead({ ...head, size: 4 }, '510824', key)).toBe(false)
    expect(isHead({ ...head, signature: signed('lianjing ledger promise v1', said) }, '510824', key)).toBe(false)
  })
})

describe('a proof', () => {
  const leaf = (no: number) => no.toString(16).padStart(64, '0')
  /** Root of the leaves from, to; and the proof of one of them, from the leaf upwards. */
  const tree = (from: number, to: number): string => (to - from === 1 ? hash(`00${leaf(from)}`) : hash(`01${tree(from, middle(from, to))}${tree(middle(from, to), to)}`))
  const middle = (from: number, to: number) => from + 2 ** Math.ceil(Math.log2(to - from) - 1)
  const path = (no: number, from: number, to: number): string[] => {
    if (to - from === 1) return []
    const half = middle(from, to)
    return no < half ? [...path(no, from, half), tree(half, to)] : [...path(no, half, to), tree(from, half)]
  }
  it.each([1, 2, 3, 4, 5, 7, 8, 9, 33])('holds for each of %i leaves and for no other', (size) => {
    const head = { size, root: tree(0, size) }
    for (let no = 0; no < size; no++) {
      expect(isIncluded(leaf(no), no, head, path(no, 0, size))).toBe(true)
      expect(isIncluded(leaf(no + 1), no, head, path(no, 0, size))).toBe(false)
      if (size > 1) expect(isIncluded(leaf(no), (no + 1) % size, head, path(no, 0, size))).toBe(false)
      expect(isIncluded(leaf(no), no, head, [...path(no, 0, size), head.root])).toBe(false)
    }
  })
})
