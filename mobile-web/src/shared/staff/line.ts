// The staff's one line: news for whoever is signed in.
import { Line } from '@/shared/live/line'
import { sessionToken } from './session'

export const staffLine = new Line(sessionToken)
