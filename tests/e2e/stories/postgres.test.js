// The two main stories once more where the demonstration lies in PostgreSQL, behind row-level security: filled there, and
// told at the same time.
import { describe } from 'node:test'
import { phone } from '../kit/browser.js'
import { stage, story } from '../kit/story.js'
import { officersTale } from '../tales/officer.js'
import { villagersTale } from '../tales/villager.js'

describe('on PostgreSQL', { concurrency: true }, () => {
  const held = stage({ postgres: true })
  story('a case from the in-box to the superior organ and its end, on PostgreSQL', held, { device: phone }, officersTale)
  story('from the sticker on the wall to the query code in her hand, on PostgreSQL', held, { device: phone }, villagersTale)
})
