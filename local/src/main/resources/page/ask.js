/** Asks this page's server; a server that is gone is status 0. */
export async function get(path) {
  try {
    const answer = await fetch(path);
    return { status: answer.status, body: await answer.json() };
  } catch {
    return { status: 0, body: { error: "The pipeline does not answer: is it still running? What is here is what it said last." } };
  }
}
