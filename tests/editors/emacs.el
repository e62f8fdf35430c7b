;;; emacs.el --- What Flymake shows  -*- lexical-binding: t -*-

;;; Commentary:
;; Opens each letter, then inserts $INSERTED at its beginning, and writes what Flymake shows after both to $SHOWN.

;;; Code:

(require 'json)
(require 'flymake)
(require 'eglot)

(defun shown ()
  "What Flymake shows in this buffer."
  (mapcar (lambda (each)
            (let ((beg (flymake-diagnostic-beg each)))
              (save-excursion
                (goto-char beg)
                `((line . ,(line-number-at-pos beg))
                  (column . ,(- beg (line-beginning-position)))
                  (words . ,(buffer-substring-no-properties beg (flymake-diagnostic-end each)))
                  (text . ,(flymake-diagnostic-text each))
                  (type . ,(symbol-name (flymake-diagnostic-type each)))))))
          (flymake-diagnostics)))

(defun settled ()
  "Wait until this buffer's text is checked, then until half a second brings no news; return what is shown."
  (with-timeout (60) (while (not (eglot-managed-p)) (accept-process-output nil 0.05)))
  ;; Answered once the letter as it now stands is checked.
  (jsonrpc-request (eglot-current-server) :textDocument/documentSymbol
                   (list :textDocument (eglot--TextDocumentIdentifier)) :timeout 60)
  (let ((now nil) (since (float-time)))
    (while (< (- (float-time) since) 0.5)
      (accept-process-output nil 0.05)
      ;; Without a display nothing else starts it.
      (flymake-start nil)
      (unless (equal now (shown))
        (setq now (shown) since (float-time))))
    now))

(let* ((inserted (getenv "INSERTED"))
       (all (mapcar
             (lambda (letter)
               (find-file letter)
               ;; What Emacs does after each command; `eglot-ensure' waits for it.
               (run-hooks 'post-command-hook)
               (let ((opened (settled)))
                 (goto-char (point-min))
                 (insert inserted)
                 ;; Saving sends the change at once.
                 (save-buffer)
                 (cons letter `((opened . ,(vconcat opened)) (edited . ,(vconcat (settled)))))))
             (json-read-from-string (getenv "LETTERS"))))
       (coding-system-for-write 'utf-8-unix))
  (with-temp-file (getenv "SHOWN") (insert (json-encode all)))
  ;; The server is ended with Emacs; asking it first is what a user's Emacs does.
  (ignore-errors (eglot-shutdown-all))
  (kill-emacs 0))
;;; emacs.el ends here
