-- Reads many texts in one pandoc process.
-- In: JSON {"format": "...", "texts": ["...", ...]} on standard input.
-- Out: one line a text: "ok " and the document as pandoc's JSON, or "no " and a JSON string that says why.
local request = pandoc.json.decode(io.read('a'), false)
local options = pandoc.ReaderOptions({})
for _, text in ipairs(request.texts) do
  local ok, result = pcall(pandoc.read, text, request.format, options)
  if ok then
    io.write('ok ', pandoc.write(result, 'json'), '\n')
  else
    io.write('no ', pandoc.json.encode(tostring(result)), '\n')
  end
end
