// The town's officer works on a report on a phone; the villager is not satisfied; the county's officer, at a desk, ends it.
import { phone } from '../kit/browser.js'
import { stage, story } from '../kit/story.js'
import { officersTale } from '../tales/officer.js'

story('a case from the in-box to the superior organ and its end', stage(), { device: phone }, officersTale)
