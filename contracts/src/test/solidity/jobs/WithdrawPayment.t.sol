// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";
import {PayoutTree} from "../PayoutTree.sol";
import {Receiver} from "../Receiver.sol";

contract WithdrawPaymentTest is Fixture {
    Receiver private receiver;

    function setUp() public override {
        super.setUp();
        receiver = new Receiver();
        receiver.refuse(true);
        uint256 id = createTraining(10 ether);
        PayoutTree.Leaf[] memory leaves = leavesOf(PayoutTree.Leaf(id, address(receiver), 2 ether, 0));
        settleNewRound(id, leaves);
        claim(leaves, 0);
    }

    function test_ShouldPayWhatWasOnceRefused() public {
        receiver.refuse(false);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.Withdrawn(address(receiver), 2 ether);
        withdraw();

        vm.assertEq(address(receiver).balance, 2 ether, "balance");
        vm.assertEq(jobs.withdrawable(address(receiver)), 0, "withdrawable");
        vm.assertEq(address(jobs).balance, 8 ether, "escrow");
    }

    function test_ShouldPayInAPause() public {
        receiver.refuse(false);
        vm.prank(pauser);
        jobs.pause();
        withdraw();
        vm.assertEq(address(receiver).balance, 2 ether, "balance");
    }

    function test_ShouldKeepWhatIsRefusedAgain() public {
        vm.expectRevert(
            abi.encodeWithSelector(IJobRegistry.TransferFailed.selector, address(receiver), 2 ether)
        );
        withdraw();
        vm.assertEq(jobs.withdrawable(address(receiver)), 2 ether, "withdrawable");
    }

    function test_ShouldPayAReentrantReceiverOnce() public {
        receiver.reenter(address(jobs), abi.encodeCall(jobs.withdraw, ()));
        withdraw();

        vm.assertEq(receiver.entered(), 1, "tried to re-enter");
        vm.assertTrue(!receiver.succeeded(), "and was refused");
        vm.assertEq(address(receiver).balance, 2 ether, "balance");
    }

    function test_ShouldRefuseWhoHasNothingToWithdraw(address caller) public {
        vm.assume(caller != address(receiver));
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NothingToWithdraw.selector, caller));
        vm.prank(caller);
        jobs.withdraw();
    }

    function withdraw() private {
        vm.prank(address(receiver));
        jobs.withdraw();
    }
}
