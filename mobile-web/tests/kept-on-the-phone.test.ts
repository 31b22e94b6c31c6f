// What stays on the phone: drafts for seven days without contact data, uploads until they are through.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { deleteDraft, readDraft, saveDraft } from '../src/shared/draft/draft'
import { restoredItems } from '../src/shared/upload/restore'
import { forgetFile, forgetUploads, keepDone, keepFile, keepSubmitted, notHandedIn, readKept } from '../src/shared/upload/kept'

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
  const file = { print: 'PHOTO|a.jpg|9|1', mediaId: 'media_1', name: '照片 1', bytes: 9 }

  it('are kept until they are through', () => {
    keepFile('key', '510824', file, now)
    keepSubmitted('key', ['media_1'], now)
    expect(readKept(now)['key']).toMatchObject({ submitted: true, files: [file] })
    forgetFile('key', file.print, now)
    expect(window.localStorage.getItem('uploads')).toBeNull()
  })

  it('that are through are kept until the report is handed in, and no longer', () => {
    keepFile('key', '510824', file, now)
    keepFile('key', '510824', { ...file, print: 'VIDEO|b.webm|9|1', mediaId: 'media_2', name: '录像 1' }, now)
    keepDone('key', file.print, now)
    expect(restoredItems('key', now).map(({ state, kind, mediaId }) => [state, kind, mediaId])).toEqual([
      ['done', 'PHOTO', 'media_1'],
      ['again', 'VIDEO', 'media_2'],
    ])
    keepSubmitted('key', ['media_1', 'media_2'], now)
    expect(readKept(now)['key']?.files.map(({ mediaId }) => mediaId)).toEqual(['media_2'])
    expect(restoredItems('key', now)).toEqual([])
    keepDone('key', 'VIDEO|b.webm|9|1', now)
    expect(window.localStorage.getItem('uploads')).toBeNull()
  })

  it('that no report named are forgotten with it', () => {
    keepFile('key', '510824', file, now)
    keepSubmitted('key', [], now)
    expect(window.localStorage.getItem('uploads')).toBeNull()
  })

  it('are offered again in the same county until they are handed in or dropped', () => {
    keepFile('key', '510824', file, now)
    expect(notHandedIn('510824', 'other', now)?.[0]).toBe('key')
    expect(notHandedIn('130982', 'other', now)).toBeUndefined()
    expect(notHandedIn('510824', 'key', now)).toBeUndefined()
    forgetUploads('key', now)
    expect(notHandedIn('510824', 'other', now)).toBeUndefined()
  })

  it('are kept once each, for a day', () => {
    keepFile('key', '510824', file, now)
    keepFile('key', '510824', { ...file, mediaId: 'media_2' }, now)
    expect(readKept(now)['key']?.files).toHaveLength(1)
    expect(readKept(now + 24 * 3600_000 + 1)).toEqual({})
  })
})
