// Package collate finds what sources share with one another.
package collate
