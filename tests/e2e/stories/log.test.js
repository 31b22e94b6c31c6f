// The kit looks into the log of each server that it ends; here it is proven that it would see something.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { told } from '../kit/log.js'

test('a log that tells a phone or a code is seen', () => {
  const log = '{"timestamp":"2026-03-02T01:00:00.739164Z","fields":{"message":"sent to 13800138000","code":"204518","id":"a555666b"}}'
  assert.deepEqual(told(log, ['13800138000', '204518', '13800138000']), ['13800138000', '204518'])
  assert.deepEqual(told(log, ['739164', '555666', '13900139000', '0138000']), [], 'parts of other numbers are chance')
})
