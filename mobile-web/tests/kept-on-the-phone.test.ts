// What stays on the phone: drafts for seven days without contact data, uploads until they are through and without names.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { deleteDraft, readDraft, saveDraft } from '../src/shared/draft/draft'
import { begunWith, forgetFile, forgetUploads, handedIn, keepDone, keepFile, keepSubmitted, readKept } from '../src/shared/upload/kept'
import { printOf } from '../src/shared/upload/print'

const week = 7 * 24 * 3600_000
const now = Date.UTC(2026, 10, 22)

beforeEach(() => {
  const kept = new Map<string, string>()
  const localStorage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
  vi.stubGlobal('window', { localStorage })
})

describe('draft', () => {
  const form = { county: '510824', submissionKey: 'k', subjects: [], others: '', text: '写了一半', name: '何大贵', phone: '13800000000', token: 't' }

  it('is there for seven days and then gone', () => {
    expect(saveDraft(form, now)).toBe(true)
    expect(readDraft(now + week - 1)?.text).toBe('写了一半')
    expect(readDraft(now + week)).toBeUndefined()
    expect(readDraft(now)).toBeUndefined()
  })

  it('holds neither name nor phone nor token', () => {
    saveDraft(form, now)
    const text = window.localStorage.getItem('draft') ?? ''
    for (const secret of ['何大贵', '13800000000', 'token']) expect(text).not.toContain(secret)
  })

  it('is deleted when asked, and a spoilt one counts as none', () => {
    saveDraft(form, now)
    deleteDraft()
    expect(readDraft(now)).toBeUndefined()
    window.localStorage.setItem('draft', '{"text":')
    expect(readDraft(now)).toBeUndefined()
  })

  it('says when the phone refuses', () => {
    vi.stubGlobal('window', {})
    expect(saveDraft(form, now)).toBe(false)
    expect(readDraft(now)).toBeUndefined()
  })
})

describe('uploads', () => {
  const file = { print: 'a1b2', mediaId: 'media_1', bytes: 9 }

  it('are kept until they are through', () => {
    keepFile('key', '510824', file, now)
    keepSubmitted('key', ['media_1'], now)
    expect(handedIn(now)).toEqual([['key', expect.objectContaining({ submitted: true, files: [file] })]])
    forgetFile('key', file.print, now)
    expect(window.localStorage.getItem('uploads')).toBeNull()
  })

  it('that are through are kept until the report is handed in, and no longer', () => {
    keepFile('key', '510824', file, now)
    keepFile('key', '510824', { ...file, print: 'c3d4', mediaId: 'media_2' }, now)
    keepDone('key', file.print, now)
    expect(readKept(now)['key']?.files.map(({ mediaId, done }) => [mediaId, done])).toEqual([['media_2', undefined], ['media_1', true]].reverse())
    keepSubmitted('key', ['media_1', 'media_2'], now)
    expect(readKept(now)['key']?.files.map(({ mediaId }) => mediaId)).toEqual(['media_2'])
    keepDone('key', 'c3d4', now)
    expect(window.localStorage.getItem('uploads')).toBeNull()
  })

  it('that no report named are forgotten with it', () => {
    keepFile('key', '510824', file, now)
    keepSubmitted('key', [], now)
    expect(window.localStorage.getItem('uploads')).toBeNull()
  })

  it('are known again in the same county by the file alone, until they are handed in or cleared away', () => {
    keepFile('key', '510824', file, now)
    expect(begunWith('510824', ['x', file.print], now)).toBe('key')
    expect(begunWith('510824', ['x'], now)).toBeUndefined()
    expect(begunWith('130982', [file.print], now)).toBeUndefined()
    forgetUploads()
    expect(begunWith('510824', [file.print], now)).toBeUndefined()
  })

  it('that were handed in take no other report with them', () => {
    keepFile('key', '510824', file, now)
    keepSubmitted('key', ['media_1'], now)
    expect(begunWith('510824', [file.print], now)).toBeUndefined()
  })

  it('are kept once each, for a day', () => {
    keepFile('key', '510824', file, now)
    keepFile('key', '510824', { ...file, mediaId: 'media_2' }, now)
    expect(readKept(now)['key']?.files).toHaveLength(1)
    expect(readKept(now + 24 * 3600_000 + 1)).toEqual({})
    expect(window.localStorage.getItem('uploads')).toBeNull()
  })

  it('hold no name of a file', () => {
    const picked = new File(['x'], '村支书收钱.mp4', { lastModified: 5 })
    const print = printOf(picked, 'VIDEO')
    keepFile('key', '510824', { ...file, print }, now)
    const text = window.localStorage.getItem('uploads') ?? ''
    for (const readable of ['村支书', 'mp4', 'VIDEO', '录像']) expect(text).not.toContain(readable)
    expect(printOf(new File(['x'], '村支书收钱.mp4', { lastModified: 5 }), 'VIDEO')).toBe(print)
    for (const other of [new File(['xy'], '村支书收钱.mp4', { lastModified: 5 }), new File(['x'], '村支书收线.mp4', { lastModified: 5 }), new File(['x'], '村支书收钱.mp4', { lastModified: 6 })]) {
      expect(printOf(other, 'VIDEO')).not.toBe(print)
    }
  })
})
