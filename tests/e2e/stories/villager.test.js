// A villager scans the sticker, reads her village's page, reports with photos and a film, and looks how it stands.
import { phone } from '../kit/browser.js'
import { stage, story } from '../kit/story.js'
import { villagersTale } from '../tales/villager.js'

story('from the sticker on the wall to the query code in her hand', stage(), { device: phone }, villagersTale)
