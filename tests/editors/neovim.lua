-- Opens each letter, inserts $INSERTED at its beginning, and mends what can be mended safely.
-- Writes to $SHOWN what Neovim shows after the first two, and the text after the last.
local inserted = os.getenv('INSERTED')
local shown = {}

local told = 0
vim.api.nvim_create_autocmd('DiagnosticChanged', { callback = function() told = told + 1 end })

-- Wait for findings newer than `before`, then until half a second brings no more: a second copy would come at once.
local function settled(before)
  vim.wait(60000, function() return told > before and #vim.diagnostic.get(0) > 0 end, 20)
  local last
  repeat
    last = told
    vim.wait(500, function() return false end)
  until told == last
end

local function dump()
  return vim.tbl_map(function(each)
    local words = vim.api.nvim_buf_get_text(0, each.lnum, each.col, each.end_lnum, each.end_col, {})
    return {
      line = each.lnum + 1,
      column = each.col,
      words = table.concat(words, '\n'),
      rule = each.code,
      message = each.message,
      severity = each.severity,
    }
  end, vim.diagnostic.get(0))
end

local function mended()
  local place = { line = 0, character = 0 }
  local asked = {
    textDocument = { uri = vim.uri_from_bufnr(0) },
    range = { start = place, ['end'] = place },
    context = { diagnostics = {}, only = { 'source.fixAll.poalint' } },
  }
  for client, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', asked, 20000)) do
    for _, action in ipairs(answer.result or {}) do
      vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
    end
  end
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
end

for _, letter in ipairs(vim.fn.json_decode(os.getenv('LETTERS'))) do
  local before = told
  vim.cmd('edit ' .. vim.fn.fnameescape(letter))
  settled(before)
  local opened = dump()
  before = told
  vim.api.nvim_buf_set_text(0, 0, 0, 0, 0, { inserted })
  settled(before)
  shown[letter] = { opened = opened, edited = dump(), mended = mended() }
  vim.cmd('bwipeout!')
end

vim.fn.writefile({ vim.fn.json_encode(shown) }, os.getenv('SHOWN'))
