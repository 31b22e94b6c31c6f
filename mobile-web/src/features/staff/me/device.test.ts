// Devices in words.
import { expect, it } from 'vitest'
import { deviceOf } from './device'

it.each([
  ['Mozilla/5.0 (Linux; Android 12; V2166A) AppleWebKit/537.36 Chrome/107 MicroMessenger/8.0', '安卓手机，微信'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36 Edg/120', 'Windows 电脑，Edge'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 12_0) Version/12.0 Safari/604', '苹果手机，Safari'],
  [null, '不认识的设备'],
])('%s is %s', (userAgent, words) => {
  expect(deviceOf(userAgent)).toBe(words)
})
