// What officers read of files that are not there.
import { describe, expect, it } from 'vitest'
import { mediaCounts, whyNotSeen } from './media-words'

const none = { viewUrl: null, refusal: null, expiresAt: null }

describe('a file that can not be seen', () => {
  it('says why it was refused, in the words that its reporter reads', () => {
    const why = whyNotSeen({ ...none, state: 'REFUSED', refusal: '这个文件没有传完，过了一天没有接上，没有收下。' })
    expect(why).toContain('过了一天没有接上')
    expect(why).not.toContain('不是照片')
  })
  it('says until when the rest may come', () => {
    expect(whyNotSeen({ ...none, state: 'RECEIVING', expiresAt: '2026-12-03T08:31:00+08:00' })).toContain('12 月 3 日 08:31')
  })
  it('says why only the original is there', () => {
    const why = whyNotSeen({ ...none, state: 'READY', refusal: '照片太大，打不开。' })
    expect(why).toContain('照片太大，打不开。没能做成可以看的副本')
    expect(whyNotSeen({ ...none, state: 'READY' })).not.toContain('null')
  })
  it('is no longer in the way once there is a view', () => {
    expect(whyNotSeen({ ...none, state: 'READY', viewUrl: '/media/x' })).toBeUndefined()
  })
})

describe('counts', () => {
  const file = (kind: 'PHOTO' | 'VIDEO', state: 'READY' | 'REFUSED' | 'RECEIVING') => ({ kind, state })
  it('tell apart what did not arrive', () => {
    expect(mediaCounts([file('PHOTO', 'READY'), file('PHOTO', 'READY')])).toBe('照片 2')
    expect(mediaCounts([file('PHOTO', 'READY'), file('VIDEO', 'REFUSED'), file('VIDEO', 'RECEIVING')])).toBe('照片 1，录像 2（1 个还没传完，1 个没有收下）')
  })
})
