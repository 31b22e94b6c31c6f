// The database of a server on SQLite, for what no answer shows. Read only, beside the living program.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const read = `
import json, sqlite3, sys
db = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True, timeout=20)
print(json.dumps(db.execute(sys.argv[2]).fetchall()))`

/** Rows of one question, each as a list of its columns. */
export async function rows(server, question) {
  const { stdout } = await promisify(execFile)('python3', ['-c', read, join(server.data, 'lianjing.sqlite'), question])
  return JSON.parse(stdout)
}
