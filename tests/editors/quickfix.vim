" Makes with the last of the letters open and the others named, and writes the quickfix list to $SHOWN.
set encoding=utf-8
let letters = json_decode($LETTERS)
execute 'edit' fnameescape(letters[-1])
compiler poalint
execute 'silent make!' join(map(letters[:-2], 'shellescape(v:val, 1)'))
let shown = []
for each in getqflist()
  call add(shown, {'path': bufname(each.bufnr), 'line': each.lnum, 'column': each.col, 'text': each.text, 'type': each.type, 'valid': each.valid})
endfor
call writefile([json_encode(shown)], $SHOWN)
