// What stays on the phone: drafts for seven days without contact data, uploads until they are through.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { deleteDraft, readDraft, saveDraft } from '../src/shared/draft/draft'
import { forgetFile, keepFile, keepSubmitted, readKept } from '../src/shared/upload/kept'

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
    keepSubmitted('key', now)
    expect(readKept(now)['key']).toMatchObject({ submitted: true, files: [file] })
    forgetFile('key', file.print, now)
    expect(window.localStorage.getItem('uploads')).toBeNull()
  })

  it('are kept once each, for a day', () => {
    keepFile('key', '510824', file, now)
    keepFile('key', '510824', { ...file, mediaId: 'media_2' }, now)
    expect(readKept(now)['key']?.files).toHaveLength(1)
    expect(readKept(now + 24 * 3600_000 + 1)).toEqual({})
  })
})
